/// What `./lintel` needs beyond a shell: the quick start, and the training run of the ahead-of-time cache.
///
/// Both write a configuration, start the server as a process of its own with the command line the launcher
/// gives them, and stop it with SIGTERM, as an operator would. They know the server only by its addresses and
/// its pages.
@NullMarked
package io.lintel.tools.launch;

import org.jspecify.annotations.NullMarked;
