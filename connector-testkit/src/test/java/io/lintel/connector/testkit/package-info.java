/// Tests that the contracts let a good connector pass and catch each kind of bad one.
@NullMarked
package io.lintel.connector.testkit;

import org.jspecify.annotations.NullMarked;
