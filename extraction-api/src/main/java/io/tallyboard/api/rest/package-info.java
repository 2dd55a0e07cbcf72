/** The /v1 REST interface. */
@NullMarked
package io.tallyboard.api.rest;

import org.jspecify.annotations.NullMarked;
