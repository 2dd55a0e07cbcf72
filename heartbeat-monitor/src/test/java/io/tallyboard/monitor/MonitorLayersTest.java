package io.tallyboard.monitor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.tallyboard.monitor",
    importOptions = ImportOption.DoNotIncludeTests.class)
class MonitorLayersTest {
  private static final String US = "io.tallyboard.monitor";

  /** Uni is what its ports answer with; all else is plain Java. */
  @ArchTest
  static final ArchRule DOMAIN_IS_PLAIN_JAVA =
      classes()
          .that()
          .resideInAPackage(US + ".domain")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations",
              "io.smallrye.mutiny",
              "io.tallyboard.contract..",
              US + ".domain");

  @ArchTest
  static final ArchRule MESSAGING_KNOWS_NO_STORE =
      noClasses()
          .that()
          .resideInAPackage(US + ".messaging")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              US, US + ".persistence", "com.mongodb..", "org.bson..", "io.quarkus.mongodb..");

  @ArchTest
  static final ArchRule PERSISTENCE_KNOWS_NO_BROKER =
      noClasses()
          .that()
          .resideInAPackage(US + ".persistence")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              US, US + ".messaging", "com.rabbitmq..", "io.smallrye.reactive.messaging..");

  @ArchTest
  static final ArchRule WHAT_TIES_THEM_KNOWS_THE_PORTS_ALONE =
      noClasses()
          .that()
          .resideInAPackage(US)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(US + ".messaging", US + ".persistence");

  @ArchTest
  static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS =
      noFields().should().beAnnotatedWith(jakarta.inject.Inject.class);
}
