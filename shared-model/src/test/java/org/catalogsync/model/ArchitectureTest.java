package org.catalogsync.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** These functions also run inside Spark executors: no framework, no clock, no I/O, no state that changes. */
@AnalyzeClasses(packages = "org.catalogsync.model", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule dependsOnTheJdkOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "org.jspecify.annotations..", "org.catalogsync.model..");

    @ArchTest
    static final ArchRule doesNoInputOrOutput = noClasses()
            .that()
            .resideOutsideOfPackage("..events..") // reads the schemas that lie beside it
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..")
            .because("functions of rows read no files and no network");

    @ArchTest
    static final ArchRule rowsKnowNothingOfEvents = noClasses()
            .that()
            .resideOutsideOfPackage("..events..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..events..");

    @ArchTest
    static final ArchRule asksNoClock = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule keepsNoStateInStatics =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule canonicalTypesKnowNothingOfLegacyForms = noClasses()
            .that()
            .resideInAPackage("org.catalogsync.model")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..legacy..", "..mapping..");

    @ArchTest
    static final ArchRule legacyFormsKnowNothingOfRows = noClasses()
            .that()
            .resideInAPackage("..legacy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..mapping..");
}
