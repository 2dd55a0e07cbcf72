package io.tallyboard.api.domain;

import io.tallyboard.contract.UserRef;
import io.tallyboard.contract.store.ExtractorInfo;
import java.util.Map;

/**
 * Whose an extractor is that has a key of its own. Its name holds that key: who may not use it does not
 * see it either, but for operators, who grant it.
 */
public final class PrivateExtractors {
  private PrivateExtractors() {}

  /** Whether the user's own uploads and calls may run it. */
  public static boolean mayUse(ExtractorInfo info, ExtractorSettings settings, UserRef user) {
    return info.uniqueKey() == null
        || user.id().equalsIgnoreCase(info.owner())
        || settings.grants().contains(user.id());
  }

  /**
   * Whether the caller is shown it.
   *
   * @param settings of those extractors about which something was decided
   */
  public static boolean maySee(
      ExtractorInfo info, Map<String, ExtractorSettings> settings, Caller caller) {
    ExtractorSettings standard = ExtractorSettings.standard(info.name());
    return maySee(info, settings.getOrDefault(info.name(), standard), caller);
  }

  public static boolean maySee(ExtractorInfo info, ExtractorSettings settings, Caller caller) {
    return caller.role().covers(Role.OPERATOR) || mayUse(info, settings, caller.user());
  }
}
