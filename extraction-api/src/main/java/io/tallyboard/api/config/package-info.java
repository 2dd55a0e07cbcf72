/** The configuration, typed, and what else the service is given: clock, ids, chance. */
@NullMarked
package io.tallyboard.api.config;

import org.jspecify.annotations.NullMarked;
