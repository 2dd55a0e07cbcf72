package io.tallyboard.api.rest.openapi;

import io.tallyboard.api.domain.Role;
import io.tallyboard.api.rest.auth.Needs;
import jakarta.ws.rs.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Which role each call needs, by method and address, as its {@link Needs} says. */
final class Calls {
  private final Map<String, Role> roles;

  private Calls(Map<String, Role> roles) {
    this.roles = Map.copyOf(roles);
  }

  static Calls of(IndexView index) {
    Map<String, Role> roles = new HashMap<>();
    for (AnnotationInstance needs : index.getAnnotations(Needs.class)) {
      MethodInfo method = needs.target().asMethod();
      Role role = Role.valueOf(needs.value().asEnum());
      method.annotations().stream()
          .map(annotation -> annotation.name().toString())
          .filter(name -> name.startsWith("jakarta.ws.rs."))
          .map(name -> name.substring(name.lastIndexOf('.') + 1))
          .forEach(verb -> roles.put(verb + " " + address(method), role));
    }
    return new Calls(roles);
  }

  /** Empty for a call that any key may open, such as a job's own. */
  Optional<Role> role(String verb, String address) {
    return Optional.ofNullable(roles.get(verb + " " + address));
  }

  private static String address(MethodInfo method) {
    String whole = "/" + path(method.declaringClass()) + "/" + path(method);
    return whole
        .replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}")
        .replaceAll("/+", "/")
        .replaceAll("/$", "");
  }

  private static String path(ClassInfo type) {
    return text(type.declaredAnnotation(Path.class));
  }

  private static String path(MethodInfo method) {
    return text(method.annotation(Path.class));
  }

  private static String text(@org.jspecify.annotations.Nullable AnnotationInstance path) {
    return path == null ? "" : path.value().asString();
  }
}
