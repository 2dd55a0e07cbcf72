package io.tallyboard.api.domain.port;

import io.tallyboard.api.domain.Fault;
import io.tallyboard.contract.store.ExtractorInfo;
import java.util.List;

/** What extractors themselves ask of their jobs' parameters. */
public interface ParameterRules {

  /**
   * What is wrong with parameters, by pointers into them. An extractor that asks for nothing, or for
   * nothing that can be understood, has nothing against any.
   *
   * @param parameters a JSON object as text
   */
  List<Fault> faults(ExtractorInfo extractor, String parameters);
}
