package io.tallyboard.tracker.retention;

import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Dies at one of its writes to the store, before it or after it, as a process may. */
final class Mortal {
  private static final Set<String> WRITES =
      Set.of(
          "write",
          "remove",
          "put",
          "removeLogOfJob",
          "removeLogOfLane",
          "removeLane",
          "settle",
          "forget");

  private final int dieAt;
  private final boolean after;
  private int writes;

  Mortal(int dieAt, boolean after) {
    this.dieAt = dieAt;
    this.after = after;
  }

  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The port, until it dies; once dead, it does nothing any more. */
  <T> T port(Class<T> port, T store) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, args) -> {
              Object call = call(method, store, args);
              if (!WRITES.contains(method.getName())) {
                return call;
              }
              return Uni.createFrom()
                  .deferred(
                      () -> {
                        int write = writes++;
                        if (write > dieAt || (write == dieAt && !after)) {
                          return Uni.createFrom().failure(new Killed());
                        }
                        Uni<?> done = (Uni<?>) call;
                        return write < dieAt
                            ? done
                            : done.chain(() -> Uni.createFrom().failure(new Killed()));
                      });
            }));
  }

  private static Object call(java.lang.reflect.Method method, Object target, Object[] args)
      throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
