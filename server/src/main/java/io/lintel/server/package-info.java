/// The program: what an operator starts, and how a server comes to life and to an end.
@NullMarked
package io.lintel.server;

import org.jspecify.annotations.NullMarked;
