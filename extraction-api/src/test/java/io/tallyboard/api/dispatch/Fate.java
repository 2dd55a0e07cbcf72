package io.tallyboard.api.dispatch;

import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Random;

/**
 * What a replica meets: at each call to store or broker it may die before or after it, and others may
 * act in between. What is dead does nothing any more.
 */
final class Fate {
  /** That a replica died. */
  static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final Random random;
  private final Runnable meanwhile;
  private final double deaths;
  private boolean dead;

  Fate(Random random, double deaths, Runnable meanwhile) {
    this.random = random;
    this.deaths = deaths;
    this.meanwhile = meanwhile;
  }

  boolean dead() {
    return dead;
  }

  void dies() {
    dead = true;
    throw new Died();
  }

  /** For use within a call: it may end in the middle. */
  void midway() {
    if (random.nextDouble() < deaths / 2) {
      dies();
    }
  }

  /** A port as the replica sees it. */
  <T> T through(Class<T> type, T port) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (!Uni.class.equals(method.getReturnType())) {
            return method.invoke(port, arguments);
          }
          return Uni.createFrom()
              .deferred(() -> call(() -> (Uni<?>) invoke(method, port, arguments)));
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object invoke(java.lang.reflect.Method method, Object port, Object[] arguments) {
    try {
      return method.invoke(port, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private Uni<?> call(java.util.function.Supplier<Uni<?>> step) {
    if (dead) {
      throw new Died();
    }
    meanwhile.run();
    perhapsDie();
    Uni<?> done = step.get();
    perhapsDie();
    return done;
  }

  private void perhapsDie() {
    if (dead || random.nextDouble() < deaths) {
      dies();
    }
  }
}
