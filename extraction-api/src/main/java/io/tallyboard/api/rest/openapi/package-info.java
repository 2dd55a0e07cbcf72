/** How the interface is described (OpenAPI 3.1): what is read from the code, completed when it is built. */
@NullMarked
package io.tallyboard.api.rest.openapi;

import org.jspecify.annotations.NullMarked;
