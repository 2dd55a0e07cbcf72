package io.tallyboard.monitor.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tallyboard.contract.store.ExtractorInfo;
import io.tallyboard.contract.store.ExtractorInstance;
import io.tallyboard.contract.store.UpdateQueue;
import io.tallyboard.contract.store.Watched;
import io.tallyboard.contract.wire.ControlUpdate;
import io.tallyboard.contract.wire.ExtractorHint;
import io.tallyboard.contract.wire.Rejection;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReflectionTest {

  @Test
  void every_type_that_is_written_is_registered() {
    Set<String> written = new TreeSet<>();
    for (Class<?> root :
        new Class<?>[] {
          ExtractorInfo.class,
          ExtractorInstance.class,
          ExtractorHint.class,
          Rejection.class,
          ControlUpdate.class,
          UpdateQueue.class,
          Watched.class
        }) {
      collect(root, written);
    }
    Set<String> registered = new TreeSet<>();
    for (Class<?> type : Reflection.class.getAnnotation(RegisterForReflection.class).targets()) {
      registered.add(type.getName());
    }

    assertThat(registered).isEqualTo(written);
  }

  private static void collect(Type type, Set<String> found) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        collect(argument, found);
      }
    } else if (type instanceof Class<?> c && c.getName().startsWith("io.tallyboard")) {
      if (found.add(c.getName()) && c.isRecord()) {
        for (RecordComponent component : c.getRecordComponents()) {
          collect(component.getGenericType(), found);
        }
      }
    }
  }
}
