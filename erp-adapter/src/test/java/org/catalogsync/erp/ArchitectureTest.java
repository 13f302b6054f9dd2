package org.catalogsync.erp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.catalogsync.erp.soap.SoapErp;

@AnalyzeClasses(packages = "org.catalogsync.erp", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule dependsOnTheSharedModelAndLittleElse = noClasses()
            .that()
            .resideOutsideOfPackage("..erp.facade..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "java..",
                    "javax.xml..",
                    "javax.net.ssl..",
                    "org.xml.sax..",
                    "org.jspecify.annotations..",
                    "org.slf4j..",
                    "io.github.bucket4j..",
                    "io.github.resilience4j.circuitbreaker..",
                    "io.github.resilience4j.core..",
                    "io.lettuce.core..",
                    "org.catalogsync.model..",
                    "org.catalogsync.erp..");

    @ArchTest
    static final ArchRule whatOutsidersSeeKnowsNothingOfSoapAndHttp = noClasses()
            .that()
            .resideInAPackage("org.catalogsync.erp")
            .and()
            .areNotAssignableTo(Erp.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.catalogsync.erp.soap..",
                    "org.catalogsync.erp.stock..",
                    "org.catalogsync.erp.transport..",
                    "org.catalogsync.erp.fair..",
                    "org.catalogsync.erp.pace..",
                    "java.net.http..",
                    "javax.xml..");

    @ArchTest
    static final ArchRule xmlIsKnownToTheCodecAlone = noClasses()
            .that()
            .resideOutsideOfPackage("..erp.soap..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.xml..", "org.xml..");

    @ArchTest
    static final ArchRule theNetworkIsKnownToTheTransportAlone = noClasses()
            .that()
            .resideOutsideOfPackage("..erp.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "javax.net..");

    @ArchTest
    static final ArchRule theRateIsSharedByItsPackageAlone = noClasses()
            .that()
            .resideOutsideOfPackage("..erp.pace..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.bucket4j..", "io.lettuce..");

    @ArchTest
    static final ArchRule theLineKnowsNothingOfSoapAndHttp = noClasses()
            .that()
            .resideInAnyPackage("..erp.fair..", "..erp.pace..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..erp.soap..", "..erp.transport..", "..erp.stock..");

    @ArchTest
    static final ArchRule rowsAreJudgedWithoutClockAndWithoutTheCodec = noClasses()
            .that()
            .resideInAPackage("..erp.stock..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..erp.soap..", "..erp.transport..", "java.io..", "java.net..")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule theCodecIsHidden = classes()
            .that()
            .resideInAPackage("..erp.soap..")
            .and()
            .areTopLevelClasses()
            .and()
            .doNotBelongToAnyOf(SoapErp.class)
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule transportKnowsNothingOfStock = noClasses()
            .that()
            .resideInAPackage("..erp.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..erp.soap..", "..erp.stock..", "org.catalogsync.model..");

    /** So that who uses the adapter as a library needs nothing of what the facade runs on. */
    @ArchTest
    static final ArchRule theFacadeIsKnownToNobody = noClasses()
            .that()
            .resideOutsideOfPackage("..erp.facade..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..erp.facade..");

    @ArchTest
    static final ArchRule theFacadeSeesWhatOutsidersSee = noClasses()
            .that()
            .resideInAPackage("..erp.facade..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..erp.soap..", "..erp.stock..", "..erp.transport..");

    @ArchTest
    static final ArchRule theFacadesServerIsKnownToOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("..erp.facade.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule theFacadesServerKnowsNothingOfStock = noClasses()
            .that()
            .resideInAPackage("..erp.facade.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.catalogsync.erp", "org.catalogsync.model..", "..erp.facade.inventory..");
}
