package dev.sonde;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The picture of the house: who may use whom. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sonde");

    @Test
    void sees_the_classes_it_judges() {
        assertThat(CLASSES).hasSizeGreaterThan(120);
        assertThat(CLASSES.containPackage("dev.sonde.suite")).isTrue();
        assertThat(CLASSES.containPackage("dev.sonde.backend.http")).isTrue();
    }

    @Test
    void lets_packages_use_only_those_below_them() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("stats")
                .definedBy("dev.sonde.stats..")
                .layer("score")
                .definedBy("dev.sonde.score..")
                .layer("backend")
                .definedBy("dev.sonde.backend")
                .layer("engines")
                .definedBy("dev.sonde.backend.*..")
                .layer("decorators")
                .definedBy("dev.sonde.cache..", "dev.sonde.trace..")
                .layer("probe")
                .definedBy("dev.sonde.probe..")
                .layer("suite")
                .definedBy("dev.sonde.suite..")
                .layer("presentation")
                .definedBy("dev.sonde.report..", "dev.sonde.table..", "dev.sonde.plot..")
                .layer("bench")
                .definedBy("dev.sonde.bench..")
                .layer("dsl")
                .definedBy("dev.sonde.dsl..")
                .whereLayer("bench")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("dsl")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("presentation")
                .mayOnlyBeAccessedByLayers("dsl")
                .whereLayer("suite")
                .mayOnlyBeAccessedByLayers("presentation", "bench", "dsl")
                .whereLayer("probe")
                .mayOnlyBeAccessedByLayers("suite", "presentation", "bench", "dsl")
                .whereLayer("decorators")
                .mayOnlyBeAccessedByLayers("suite", "presentation", "bench", "dsl")
                .whereLayer("engines")
                .mayOnlyBeAccessedByLayers("bench", "dsl")
                .whereLayer("backend")
                .mayOnlyBeAccessedByLayers("engines", "decorators", "probe", "suite", "presentation", "bench", "dsl")
                .whereLayer("score")
                .mayOnlyBeAccessedByLayers(
                        "backend", "engines", "decorators", "probe", "suite", "presentation", "bench", "dsl")
                .check(CLASSES);
    }

    @Test
    void keeps_the_engine_in_one_package() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sonde.backend.djl..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(CLASSES);
    }

    @Test
    void keeps_the_network_in_one_package() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sonde.backend.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(CLASSES);
    }

    @Test
    void keeps_reports_away_from_what_runs() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.sonde.report..", "dev.sonde.table..", "dev.sonde.plot..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("dev\\.sonde\\.(suite\\.(Runner|Planner|Model)|backend\\.ScoringBackend)")
                .check(CLASSES);
    }

    @Test
    void keeps_numbers_free_of_everything_of_ours() {
        foundation("dev.sonde.stats..", "dev.sonde.stats..", "dev.sonde.stop..").check(CLASSES);
    }

    @Test
    void keeps_what_every_layer_uses_free_of_everything_of_ours() {
        foundation("dev.sonde.stop..", "dev.sonde.stop..").check(CLASSES);
    }

    /** A package that uses, of ours, no packages but these. */
    private static ArchRule foundation(String lowest, String... allowed) {
        return noClasses()
                .that()
                .resideInAPackage(lowest)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.sonde..").and(resideOutsideOfPackages(allowed)));
    }

    @Test
    void has_no_cycles_between_packages() {
        slices().matching("dev.sonde.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
