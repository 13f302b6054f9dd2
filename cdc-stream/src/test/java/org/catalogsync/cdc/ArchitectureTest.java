package org.catalogsync.cdc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.catalogsync.cdc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theStreamAndItsBinderStayInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("org.catalogsync.cdc.kinesis")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.awspring..",
                    "org.springframework.cloud..",
                    "org.springframework.integration..",
                    "org.springframework.messaging..");

    @ArchTest
    static final ArchRule openTelemetryStaysInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("org.catalogsync.cdc.observe")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule springStaysAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.catalogsync.cdc",
                    "org.catalogsync.cdc.kinesis",
                    "org.catalogsync.cdc.files",
                    "org.catalogsync.cdc.http",
                    "org.catalogsync.cdc.command")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule stagesDoNotKnowWhoRunsThem = noClasses()
            .that()
            .resideInAnyPackage(
                    "..cdc.intake..",
                    "..cdc.decode..",
                    "..cdc.order..",
                    "..cdc.apply..",
                    "..cdc.announce..",
                    "..cdc.quarantine..",
                    "..cdc.refetch..",
                    "..cdc.shards..",
                    "..cdc.watermark..",
                    "..cdc.fanout..",
                    "..cdc.relay..",
                    "..cdc.index..",
                    "..cdc.invalidate..",
                    "..cdc.doctor..",
                    "..cdc.generate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.catalogsync.cdc", "..cdc.command..", "..cdc.kinesis..", "..cdc.files..", "..cdc.http..");

    @ArchTest
    static final ArchRule whatReadsAndJudgesRecordsKnowsNoStore = noClasses()
            .that()
            .resideInAnyPackage(
                    "..cdc.decode..", "..cdc.order..", "..cdc.intake..", "..cdc.doctor..", "..cdc.generate..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.catalogsync.stores..");

    @ArchTest
    static final ArchRule productionKnowsNeitherTheDevStackNorTheJobs = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.catalogsync.devstack..", "org.catalogsync.sync..");
}
