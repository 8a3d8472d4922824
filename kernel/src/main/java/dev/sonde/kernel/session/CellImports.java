package dev.sonde.kernel.session;

import java.util.List;

/** What every cell imports without saying so. */
public final class CellImports {

    /** The probe DSL, the functions for cells, and the types that a cell names when it uses them. */
    public static final List<String> DEFAULT = List.of(
            "dev.sonde.dsl.*",
            "dev.sonde.kernel.cell.*",
            "dev.sonde.backend.MergedType",
            "dev.sonde.kernel.comm.Comm",
            "dev.sonde.kernel.comm.CommMessage",
            "dev.sonde.probe.Category",
            "dev.sonde.probe.Divergence",
            "dev.sonde.probe.ProbeResult",
            "dev.sonde.probe.Verdict",
            "dev.sonde.probe.leakage.Perturbation",
            "dev.sonde.probe.paraphrase.Intent",
            "dev.sonde.probe.preferenceflip.MarginScale",
            "dev.sonde.suite.Model",
            "dev.sonde.suite.Suite",
            "dev.sonde.suite.SuiteResult");

    private CellImports() {}
}
