package io.tallyboard.api;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The walls of the house. */
@AnalyzeClasses(
    packages = "io.tallyboard.api",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  private static final String API = "io.tallyboard.api";

  @ArchTest
  static final ArchRule theDomainIsPlainJava =
      classes()
          .that()
          .resideInAnyPackage(API + ".domain", API + ".domain.routing")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "io.tallyboard.contract..",
              API + ".domain",
              API + ".domain.routing");

  @ArchTest
  static final ArchRule onlyItsPortsAreAsynchronous =
      classes()
          .that()
          .resideInAPackage(API + ".domain.port")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "io.smallrye.mutiny",
              "io.tallyboard.contract..",
              API + ".domain..");

  @ArchTest
  static final ArchRule restKnowsNeitherStoreNorBroker =
      noClasses()
          .that()
          .resideInAPackage(API + ".rest..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              API + ".persistence..",
              API + ".messaging..",
              "com.mongodb..",
              "org.bson..",
              "com.rabbitmq..");

  @ArchTest
  static final ArchRule theStoreKnowsNeitherRestNorBroker =
      noClasses()
          .that()
          .resideInAPackage(API + ".persistence..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(API + "..")
                  .and(not(resideInAPackage(API + ".domain..")))
                  .and(not(resideInAPackage(API + ".persistence.."))));

  @ArchTest
  static final ArchRule theBrokerKnowsNeitherRestNorStore =
      noClasses()
          .that()
          .resideInAPackage(API + ".messaging..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(API + ".rest..", API + ".persistence..", "com.mongodb..");

  @ArchTest
  static final ArchRule whatDecidesKnowsNoneOfTheThree =
      noClasses()
          .that()
          .resideInAnyPackage(
              API + ".board..",
              API + ".dispatch..",
              API + ".access..",
              API + ".actions..",
              API + ".guard..",
              API + ".audit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(API + ".rest..", API + ".persistence..", API + ".messaging..");

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      fields()
          .should()
          .notBeAnnotatedWith(Inject.class)
          .andShould()
          .notBeAnnotatedWith(ConfigProperty.class);

  @ArchTest
  static final ArchRule eachCallOfTheApiSaysWhoItIsFor =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(API + ".rest")
          .and(
              DescribedPredicate.describe(
                  "answer a call",
                  (JavaMethod m) ->
                      m.isAnnotatedWith(GET.class)
                          || m.isAnnotatedWith(HEAD.class)
                          || m.isAnnotatedWith(POST.class)
                          || m.isAnnotatedWith(PATCH.class)
                          || m.isAnnotatedWith(DELETE.class)))
          .should()
          .beAnnotatedWith(Needs.class);

  @ArchTest
  static final ArchRule whatIsSerialisedIsRegisteredForReflection =
      classes()
          .that()
          .resideInAnyPackage(API + ".rest..", API + ".persistence..")
          .and()
          .areRecords()
          .and(
              DescribedPredicate.describe(
                  "are public", (JavaClass c) -> c.getModifiers().toString().contains("PUBLIC")))
          .should(
              com.tngtech.archunit.lang.conditions.ArchConditions.be(
                  DescribedPredicate.describe(
                      "registered", (JavaClass c) -> registered().contains(c.getName()))));

  private static Set<String> registered() {
    return Arrays.stream(SerialisedTypes.class.getAnnotation(RegisterForReflection.class).targets())
        .map(Class::getName)
        .collect(Collectors.toSet());
  }
}
