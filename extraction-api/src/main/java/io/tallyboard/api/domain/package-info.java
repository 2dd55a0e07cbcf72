/** What the service decides, in plain Java: who may see what, what a job reads like, what is to be sent next. */
@NullMarked
package io.tallyboard.api.domain;

import org.jspecify.annotations.NullMarked;
