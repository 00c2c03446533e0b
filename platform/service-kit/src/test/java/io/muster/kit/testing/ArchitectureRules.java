package io.muster.kit.testing;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Produces;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The inside of a service: features know no technology, adapters know features but not each other. */
public final class ArchitectureRules {

    private static final String[] ADAPTERS = {"http", "kafka", "mqtt", "postgres"};
    private static final String[] TECHNOLOGY = {
        "jakarta.ws.rs..",
        "jakarta.persistence..",
        "org.hibernate..",
        "com.fasterxml.jackson..",
        "io.vertx..",
        "org.apache.kafka..",
        "io.smallrye.reactive.messaging..",
        "org.eclipse.microprofile.reactive.messaging.."
    };

    private ArchitectureRules() {}

    /** Checks all rules for the service whose packages are below {@code root}, for example {@code io.muster.shadow}. */
    public static void check(String root) {
        JavaClasses service = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
        featuresKnowNoTechnology(root, service);
        adaptersDoNotKnowEachOther(root, service);
        thereAreNoCycles(root, service);
        namesSayWhatThingsAre(service);
        nothingIsInjectedIntoFields(service);
        whatIsAnsweredHasAMediaType(service);
    }

    private static void featuresKnowNoTechnology(String root, JavaClasses service) {
        noClasses()
                .that(areFeaturesOf(root))
                .should()
                .dependOnClassesThat(resideInAnyPackage(TECHNOLOGY))
                .because("features are plain Java that a unit test can drive")
                .allowEmptyShould(true)
                .check(service);
    }

    private static void adaptersDoNotKnowEachOther(String root, JavaClasses service) {
        for (String adapter : ADAPTERS) {
            for (String other : ADAPTERS) {
                if (!adapter.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage(root + "." + adapter + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(root + "." + other + "..")
                            .allowEmptyShould(true)
                            .check(service);
                }
            }
        }
    }

    private static void thereAreNoCycles(String root, JavaClasses service) {
        slices().matching(root + ".(*)..").should().beFreeOfCycles().check(service);
    }

    private static void namesSayWhatThingsAre(JavaClasses service) {
        classes()
                .should()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotEndingWith("Manager")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Dto")
                .check(service);
    }

    private static void nothingIsInjectedIntoFields(JavaClasses service) {
        fields().should()
                .notBeAnnotatedWith(Inject.class)
                .allowEmptyShould(true)
                .check(service);
    }

    private static void whatIsAnsweredHasAMediaType(JavaClasses service) {
        DescribedPredicate<JavaMethod> mediaType = DescribedPredicate.describe(
                "say their media type",
                method -> method.isAnnotatedWith(Produces.class)
                        || method.getOwner().isAnnotatedWith(Produces.class));
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should(ArchCondition.from(mediaType))
                .because("without one the framework writes what the caller asks for, with toString()")
                .allowEmptyShould(true)
                .check(service);
    }

    private static DescribedPredicate<JavaClass> areFeaturesOf(String root) {
        String[] packages = new String[ADAPTERS.length];
        for (int i = 0; i < packages.length; i++) {
            packages[i] = root + "." + ADAPTERS[i] + "..";
        }
        return DescribedPredicate.not(resideInAnyPackage(packages)).as("belong to a feature");
    }
}
