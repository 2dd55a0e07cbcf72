/** The broker: control updates and job messages. */
@NullMarked
package io.tallyboard.api.messaging;

import org.jspecify.annotations.NullMarked;
