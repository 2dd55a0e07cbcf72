/** What the service needs of store and broker. Asynchronous, and the only such things in the domain. */
@NullMarked
package io.tallyboard.api.domain.port;

import org.jspecify.annotations.NullMarked;
