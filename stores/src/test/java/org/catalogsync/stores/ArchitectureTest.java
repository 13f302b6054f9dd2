package org.catalogsync.stores;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.catalogsync.stores", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule usesNoFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "io.micronaut..", "jakarta.inject..");

    @ArchTest
    static final ArchRule dependsOnTheSharedModelAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.catalogsync.sync..",
                    "org.catalogsync.quality..",
                    "org.catalogsync.devstack..",
                    "org.catalogsync.erp..",
                    "org.catalogsync.chat..",
                    "org.catalogsync.cdc..");

    @ArchTest
    static final ArchRule reachesOpenSearchInItsOwnPackageOnly = noClasses()
            .that()
            .resideOutsideOfPackage("..stores.index..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.opensearch..", "org.apache.hc..");

    @ArchTest
    static final ArchRule reachesRedisInItsOwnPackageOnly = noClasses()
            .that()
            .resideOutsideOfPackage("..stores.cache..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.lettuce..");

    @ArchTest
    static final ArchRule keepsTheAwsSdkOutOfTheRootAndTheCache = noClasses()
            .that()
            .resideInAnyPackage("org.catalogsync.stores", "..stores.cache..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..");

    @ArchTest
    static final ArchRule portsSpeakOnlyOfTheModel = classes()
            .that()
            .areInterfaces()
            .and()
            .arePublic()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "org.catalogsync.model..", "org.catalogsync.stores..");

    @ArchTest
    static final ArchRule adaptersDoNotKnowEachOther = slices().matching(
                    "org.catalogsync.stores.(objects|products|state|embeddings|index|cache|events|queues|fullload|conversations)..")
            .should()
            .notDependOnEachOther();
}
