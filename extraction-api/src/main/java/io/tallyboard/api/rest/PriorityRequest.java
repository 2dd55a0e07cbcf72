package io.tallyboard.api.rest;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** Which of the jobs that wait goes first: 9 before 0. */
public record PriorityRequest(
    @NotNull(message = PriorityRequest.RANGE)
        @Min(value = 0, message = PriorityRequest.RANGE)
        @Max(value = 9, message = PriorityRequest.RANGE)
        Integer priority) {
  static final String RANGE = "A whole number from 0 to 9 is expected.";
}
