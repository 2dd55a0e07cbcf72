/** The store: MongoDB through its reactive driver. */
@NullMarked
package io.tallyboard.api.persistence;

import org.jspecify.annotations.NullMarked;
