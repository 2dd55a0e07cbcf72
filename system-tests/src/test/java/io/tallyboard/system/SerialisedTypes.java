package io.tallyboard.system;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds in the bytecode of a service which of our types a library turns into JSON or BSON, or makes
 * from them. It looks where such types show: messages and records of the contract that the service
 * uses, signatures and views of its REST resources, class literals handed to Jackson or the store's
 * driver, and types that carry annotations of either. What those hold belongs to it as well.
 */
final class SerialisedTypes {
  private static final String OURS = "io.tallyboard.";
  private static final Set<String> SHARED =
      Set.of("io.tallyboard.contract.wire", "io.tallyboard.contract.store");

  private SerialisedTypes() {}

  /**
   * The names of such types, as reflection spells them.
   *
   * @param classes of the service and of all of ours that it uses
   * @param home the service's own root package
   */
  static Set<String> of(JavaClasses classes, String home) {
    Deque<JavaClass> open = new ArrayDeque<>();
    for (JavaClass type : classes) {
      if (type.getPackageName().startsWith(home)) {
        roots(type).filter(SerialisedTypes::isData).forEach(open::add);
      }
    }
    Set<String> found = new TreeSet<>();
    while (!open.isEmpty()) {
      JavaClass type = open.pop();
      if (found.add(type.getName())) {
        held(type).filter(SerialisedTypes::isData).forEach(open::push);
      }
    }
    return found;
  }

  private static Stream<JavaClass> roots(JavaClass type) {
    Stream<JavaClass> ofContract =
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(target -> SHARED.contains(target.getPackageName()) && !target.isEnum());
    Stream<JavaClass> ofRest =
        type.getMethods().stream()
            .filter(SerialisedTypes::isEndpoint)
            .flatMap(
                method ->
                    Stream.concat(
                        Stream.of(method.getReturnType()), method.getParameterTypes().stream()))
            .flatMap(SerialisedTypes::involved);
    Stream<JavaClass> literals =
        usesMapper(type)
            ? type.getReferencedClassObjects().stream()
                .map(literal -> literal.getValue().getBaseComponentType())
            : Stream.empty();
    Stream<JavaClass> itself = isView(type) || isAnnotated(type) ? Stream.of(type) : Stream.empty();
    return Stream.of(ofContract, ofRest, literals, itself).flatMap(s -> s);
  }

  /**
   * A record that a REST resource answers with, though perhaps behind a type that does not tell. One
   * that stands inside a class that does something is that class's own note, and no view.
   */
  private static boolean isView(JavaClass type) {
    return type.isRecord()
        && type.getPackageName().matches(".*\\.rest(\\..*)?")
        && type.getEnclosingClass().map(JavaClass::isRecord).orElse(true);
  }

  private static boolean isAnnotated(JavaClass type) {
    return Stream.of(
            type.getAnnotations().stream(),
            type.getMembers().stream().flatMap(member -> member.getAnnotations().stream()))
        .flatMap(s -> s)
        .map(JavaAnnotation::getRawType)
        .anyMatch(
            a ->
                a.getPackageName().startsWith("com.fasterxml.jackson.annotation")
                    || a.getPackageName().startsWith("org.bson.codecs.pojo.annotations"));
  }

  private static boolean isEndpoint(JavaMethod method) {
    return method.getAnnotations().stream()
        .anyMatch(a -> a.getRawType().getPackageName().equals("jakarta.ws.rs"));
  }

  private static boolean usesMapper(JavaClass type) {
    return type.getCodeUnits().stream()
        .map(JavaCodeUnit::getMethodCallsFromSelf)
        .flatMap(Set::stream)
        .map(call -> call.getTargetOwner().getPackageName())
        .anyMatch(
            p ->
                p.startsWith("com.fasterxml.jackson")
                    || p.startsWith("com.mongodb")
                    || p.startsWith("io.quarkus.mongodb"));
  }

  private static Stream<JavaClass> held(JavaClass type) {
    return Stream.concat(
        type.getFields().stream()
            .filter(field -> !field.getModifiers().toString().contains("STATIC"))
            .map(JavaField::getType)
            .flatMap(SerialisedTypes::involved),
        type.isInterface() ? type.getSubclasses().stream() : Stream.empty());
  }

  private static Stream<JavaClass> involved(JavaType type) {
    return type.getAllInvolvedRawTypes().stream()
        .map(JavaClass::getBaseComponentType)
        .collect(toCollection(java.util.LinkedHashSet::new))
        .stream();
  }

  /** Of ours, and holding data rather than doing something. */
  private static boolean isData(JavaClass type) {
    return type.getName().startsWith(OURS)
        && (type.isRecord() || type.isEnum() || type.isInterface() && hasRecords(type));
  }

  private static boolean hasRecords(JavaClass type) {
    return type.getSubclasses().stream().anyMatch(JavaClass::isRecord);
  }
}
