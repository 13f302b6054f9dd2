package org.catalogsync.devstack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.charset.Charset;
import org.catalogsync.devstack.part.Part;

@AnalyzeClasses(packages = "org.catalogsync.devstack", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule EVERY_PART_IS_HIDDEN_BEHIND_ITS_NAME =
            classes().that().implement(Part.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule THE_ENDPOINTS_KNOW_NOTHING_OF_THE_STACK_THAT_STARTS_THEM = noClasses()
            .that()
            .resideInAnyPackage("..events..", "..bedrock..", "..erp..", "..http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..stack..", "..part..", "..process..", "..cli..");

    @ArchTest
    static final ArchRule PROCESSES_KNOW_NOTHING_OF_PARTS = noClasses()
            .that()
            .resideInAPackage("..process..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..stack..", "..part..", "..cli..", "..events..", "..bedrock..", "..erp..");

    /** Whatever charset the adapter gets wrong, the simulator must not get wrong with it. */
    @ArchTest
    static final ArchRule THE_ERP_ASKS_THE_JDK_FOR_NO_CHARSET_BY_NAME =
            noClasses().that().resideInAPackage("..erp..").should().callMethod(Charset.class, "forName", String.class);

    @ArchTest
    static final ArchRule NOTHING_OF_THE_PRODUCT_IS_USED = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.catalogsync.model..",
                    "org.catalogsync.stores..",
                    "org.catalogsync.jobs..",
                    "org.catalogsync.erp..");
}
