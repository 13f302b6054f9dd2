package org.catalogsync.sync.source;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What reads the input knows nothing of the job that asks for it. */
@AnalyzeClasses(packages = "org.catalogsync.sync", importOptions = DoNotIncludeTests.class)
class InputArchitectureTest {

    @ArchTest
    static final ArchRule rowsAreReadFromBytesAlone = noClasses()
            .that()
            .resideInAPackage("..sync.delimited..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "java..", "org.jspecify..", "org.catalogsync.model..", "..sync.delimited..", "..sync.record..");

    @ArchTest
    static final ArchRule recordsAreReadFromBytesAlone = noClasses()
            .that()
            .resideInAnyPackage("..sync.record..", "..sync.fixed..", "..sync.xml..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "java..",
                    "javax.xml.stream..",
                    "org.jspecify..",
                    "tools.jackson.core..",
                    "tools.jackson.dataformat.xml..",
                    "com.ctc.wstx..",
                    "org.codehaus.stax2..",
                    "org.catalogsync.model..",
                    "..sync.delimited..",
                    "..sync.record..",
                    "..sync.fixed..",
                    "..sync.xml..");

    @ArchTest
    static final ArchRule xmlIsParsedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("..sync.xml..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "javax.xml..", "tools.jackson.dataformat.xml..", "com.ctc.wstx..", "org.codehaus.stax2..");

    @ArchTest
    static final ArchRule declarationsAreReadFromTextAlone = noClasses()
            .that()
            .resideInAPackage("..sync.declaration..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "java..",
                    "org.jspecify..",
                    "org.yaml.snakeyaml..",
                    "org.catalogsync.model..",
                    "..sync.delimited..",
                    "..sync.record..",
                    "..sync.fixed..",
                    "..sync.xml..",
                    "..sync.declaration..");

    @ArchTest
    static final ArchRule yamlStaysWithTheDeclarations = noClasses()
            .that()
            .resideOutsideOfPackage("..sync.declaration..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.yaml.snakeyaml..");

    @ArchTest
    static final ArchRule sourcesKnowNothingOfTheJob = noClasses()
            .that()
            .resideInAnyPackage("..sync.source..", "..sync.inspect..", "..sync.sample..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "java..",
                    "org.jspecify..",
                    "org.catalogsync.model..",
                    "org.catalogsync.quality.row..",
                    "org.catalogsync.stores.objects..",
                    "..sync.delimited..",
                    "..sync.record..",
                    "..sync.declaration..",
                    "..sync.source..",
                    "..sync.inspect..",
                    "..sync.sample..");
}
