/** What lists and pages of many jobs cost over HTTP, beside the bare finds of the same documents. */
@NullMarked
package io.tallyboard.bench.queries;

import org.jspecify.annotations.NullMarked;
