@NullMarked
package io.lintel.server.doctor;

import org.jspecify.annotations.NullMarked;
