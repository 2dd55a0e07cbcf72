package io.tallyboard.system;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the tests one {@link Suite} and one {@link Browser}, each started for the first that asks and
 * stopped after the last.
 */
final class SharedSuite implements ParameterResolver {
  private static final Map<Class<?>, Supplier<?>> SHARED =
      Map.of(Suite.class, Suite::start, Browser.class, Browser::start);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return SHARED.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(SharedSuite.class))
        .computeIfAbsent(type, ignored -> Objects.requireNonNull(SHARED.get(type)).get());
  }
}
