package io.tallyboard.api.rest.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Completes, at build time, what was read from the resource classes: addresses, parameters and types
 * come from the code; what is always there, from {@code @Nullable}; which errors a call can end in,
 * from rules; words, limits and examples from {@code resources/openapi}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class Description implements OASFilter {
  private final IndexView index;

  public Description(IndexView index) {
    this.index = index;
  }

  /** A key in the query is no parameter beside what the security scheme says of it. */
  @Override
  public @Nullable Parameter filterParameter(Parameter parameter) {
    boolean key = parameter.getIn() == Parameter.In.QUERY && "key".equals(parameter.getName());
    return key ? null : parameter;
  }

  @Override
  public void filterOpenAPI(OpenAPI api) {
    new Presence(index).mark(api);
    Words.all().forEach(words -> words.addTo(api));
    new CommonAnswers(Calls.of(index)).addTo(api);
  }
}
