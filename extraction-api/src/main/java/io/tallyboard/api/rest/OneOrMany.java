package io.tallyboard.api.rest;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A request says what to work on once: as one thing, or as many. */
@Constraint(validatedBy = OneOrMany.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface OneOrMany {
  String message() default "";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Says so at the field that is missing, or too many. */
  class Check implements ConstraintValidator<OneOrMany, JobRequest> {

    @Override
    public boolean isValid(JobRequest request, ConstraintValidatorContext context) {
      boolean one = request.resource() != null;
      boolean many = request.resources() != null;
      if (one != many) {
        return true;
      }
      context.disableDefaultConstraintViolation();
      context
          .buildConstraintViolationWithTemplate(
              one ? "Either resource or resources is expected." : "It must say what to work on.")
          .addPropertyNode(one ? "resources" : "resource")
          .addConstraintViolation();
      return false;
    }
  }
}
