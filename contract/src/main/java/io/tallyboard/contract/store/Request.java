package io.tallyboard.contract.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallyboard.contract.UserRef;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, and by whom.
 *
 * @param parameters a JSON object as text: its keys are the user's, not ours to store as fields
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Request(
    @Nullable UserRef user, How how, @Nullable String resourceName, @Nullable String parameters) {}
