/** Who did what to which jobs. */
@NullMarked
package io.tallyboard.api.audit;

import org.jspecify.annotations.NullMarked;
