/** The board in the browser: pages and their headers. What they show comes from the API, as for anybody. */
@NullMarked
package io.tallyboard.api.web;

import org.jspecify.annotations.NullMarked;
