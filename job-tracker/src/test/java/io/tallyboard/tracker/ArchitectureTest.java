package io.tallyboard.tracker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.scheduler.Scheduled;

/** The walls of this service. */
@AnalyzeClasses(
    packages = "io.tallyboard.tracker",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule DOMAIN_IS_PLAIN_JAVA =
      noClasses()
          .that()
          .resideInAPackage("..domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.mongodb..",
              "io.quarkus..",
              "io.smallrye..",
              "io.vertx..",
              "com.fasterxml.jackson..",
              "com.rabbitmq..",
              "jakarta..",
              "org.eclipse.microprofile..");

  @ArchTest
  static final ArchRule DOMAIN_KNOWS_NO_OTHER_ROOM =
      noClasses()
          .that()
          .resideInAPackage("..domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..ingest..", "..messaging..", "..persistence..");

  @ArchTest
  static final ArchRule INGEST_KNOWS_ONLY_ITS_PORTS =
      noClasses()
          .that()
          .resideInAPackage("..ingest..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..messaging..", "..persistence..");

  @ArchTest
  static final ArchRule THE_BROKERS_SIDE_DOES_NOT_KNOW_THE_STORES =
      noClasses()
          .that()
          .resideInAPackage("..messaging..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..persistence..");

  @ArchTest
  static final ArchRule THE_STORES_SIDE_DOES_NOT_KNOW_THE_BROKERS =
      noClasses()
          .that()
          .resideInAPackage("..persistence..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..messaging..", "com.rabbitmq..");

  @ArchTest
  static final ArchRule SCHEDULED_JOBS_KEEP_STILL_IN_A_COMMAND =
      methods()
          .that()
          .areAnnotatedWith(Scheduled.class)
          .should(
              new ArchCondition<>("name Serving.Not in skipExecutionIf") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                  boolean named =
                      method.getAnnotationOfType(Scheduled.class).skipExecutionIf()
                          == Serving.Not.class;
                  events.add(new SimpleConditionEvent(method, named, method.getFullName()));
                }
              });

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..command..")
          .and()
          .areNotAssignableTo(Main.class)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..command..", "picocli..", "me.tongfei..");
}
