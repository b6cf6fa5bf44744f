/// Tests of the GitHub connector, against a GitHub of their own.
@NullMarked
package io.lintel.connector.github;

import org.jspecify.annotations.NullMarked;
