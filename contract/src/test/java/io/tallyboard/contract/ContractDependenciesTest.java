package io.tallyboard.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.tallyboard.contract",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ContractDependenciesTest {

  @ArchTest
  static final ArchRule CONTRACT_IS_PLAIN_JAVA_AND_ANNOTATIONS =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations",
              "com.fasterxml.jackson.annotation",
              "org.bson.codecs.pojo.annotations",
              "io.tallyboard.contract",
              "io.tallyboard.contract.wire",
              "io.tallyboard.contract.store");

  @ArchTest
  static final ArchRule WHAT_IS_STORED_KNOWS_NOTHING_OF_THE_WIRE =
      noClasses()
          .that()
          .resideInAPackage("io.tallyboard.contract.store")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tallyboard.contract.wire");

  @ArchTest
  static final ArchRule WHAT_IS_SHARED_KNOWS_NEITHER =
      noClasses()
          .that()
          .resideInAPackage("io.tallyboard.contract")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.tallyboard.contract.wire", "io.tallyboard.contract.store");
}
