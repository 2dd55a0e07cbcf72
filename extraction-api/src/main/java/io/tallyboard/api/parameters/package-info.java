/** What extractors ask of parameters, by JSON Schema. */
@NullMarked
package io.tallyboard.api.parameters;

import org.jspecify.annotations.NullMarked;
