package org.catalogsync.chat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.catalogsync.chat", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theFrameworkStaysAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages("org.catalogsync.chat", "..chat.http..", "..chat.outbound..", "..chat.eval..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micronaut..");

    @ArchTest
    static final ArchRule nettyStaysWhereTheWireIs = noClasses()
            .that()
            .resideOutsideOfPackages("..chat.http..", "..chat.outbound..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule theSdkOfAwsStaysWithTheModel = noClasses()
            .that()
            .resideOutsideOfPackage("..chat.compose")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule withinComposeOnlyTheModelKnowsTheSdk = noClasses()
            .that()
            .resideInAPackage("..chat.compose")
            .and()
            .haveNameNotMatching(".*\\.Bedrock(Model|Talk|Handshake)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule understandingAndLookingUpKnowNoTransport = noClasses()
            .that()
            .resideInAnyPackage(
                    "..chat.intent..", "..chat.lookup..", "..chat.compose..", "..chat.retrieve..", "..chat.session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.catalogsync.chat",
                    "..chat.http..",
                    "..chat.outbound..",
                    "..chat.command..",
                    "java.net.http..",
                    "io.lettuce..");

    @ArchTest
    static final ArchRule stagesDoNotKnowWhoRunsThem = noClasses()
            .that()
            .resideInAnyPackage("..chat.answer..", "..chat.observe..", "..chat.outbound..", "..chat.eval..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.catalogsync.chat", "..chat.command..");

    /** Understanding words neither reads a store nor asks anybody. */
    @ArchTest
    static final ArchRule understandingIsPure = noClasses()
            .that()
            .resideInAPackage("..chat.intent..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.catalogsync.stores..", "org.catalogsync.erp..", "..chat.compose..");

    @ArchTest
    static final ArchRule productionKnowsNeitherTheDevStackNorTheJobsNorTheStream = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.catalogsync.devstack..", "org.catalogsync.sync..", "org.catalogsync.cdc..");
}
