package dev.sonde.kernel.session;

import java.util.List;

/** What every cell imports without saying so. */
public final class CellImports {

    /** The probe DSL and the functions for cells. */
    public static final List<String> DEFAULT = List.of("dev.sonde.dsl.*", "dev.sonde.kernel.cell.*");

    private CellImports() {}
}
