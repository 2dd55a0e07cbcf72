/** Which extractors an event makes jobs for: pure rules. */
@NullMarked
package io.tallyboard.api.domain.routing;

import org.jspecify.annotations.NullMarked;
