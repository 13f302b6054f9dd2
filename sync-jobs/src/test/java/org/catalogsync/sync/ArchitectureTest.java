package org.catalogsync.sync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.catalogsync.sync", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule springBatchStaysInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackages("org.catalogsync.sync.batch", "org.catalogsync.sync")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.batch..");

    @ArchTest
    static final ArchRule springStaysAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages("org.catalogsync.sync", "org.catalogsync.sync.batch", "org.catalogsync.sync.run")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule stagesDoNotKnowWhoRunsThem = noClasses()
            .that()
            .resideInAnyPackage(
                    "..sync.ask..",
                    "..sync.fullload..",
                    "..sync.extract..",
                    "..sync.transform..",
                    "..sync.validate..",
                    "..sync.gate..",
                    "..sync.plan..",
                    "..sync.load..",
                    "..sync.reindex..",
                    "..sync.reconcile..",
                    "..sync.publish..",
                    "..sync.staging..",
                    "..sync.source..",
                    "..sync.inspect..",
                    "..sync.delimited..",
                    "..sync.record..",
                    "..sync.fixed..",
                    "..sync.xml..",
                    "..sync.declaration..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.catalogsync.sync", "..sync.command..", "..sync.batch..", "..sync.report..");

    @ArchTest
    static final ArchRule readingBytesKnowsNoStore = noClasses()
            .that()
            .resideInAnyPackage("..sync.delimited..", "..sync.declaration..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.catalogsync.stores..");

    @ArchTest
    static final ArchRule clientsOfStoresStayInStores = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon.awssdk..", "org.opensearch..", "io.lettuce..");

    @ArchTest
    static final ArchRule theErpIsItsRootPackage = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.catalogsync.erp.soap..", "org.catalogsync.erp.stock..", "org.catalogsync.erp.transport..");

    @ArchTest
    static final ArchRule productionDoesNotKnowTheDevStack =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.catalogsync.devstack..");

    @ArchTest
    static final ArchRule commandsAreOfOneKind = classes()
            .that()
            .resideInAPackage("..sync.command..")
            .and()
            .haveSimpleNameEndingWith("Command")
            .should()
            .implement(java.util.concurrent.Callable.class)
            .andShould()
            .notBePublic();
}
