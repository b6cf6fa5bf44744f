/// The server's own settings: one YAML file, read once at start, as records that are valid once constructed.
///
/// [io.lintel.server.settings.SettingsFile] reads bytes to a [io.lintel.server.settings.Node] tree that knows
/// its lines, and the tree through [io.lintel.server.settings.Section]s to records. A reader never throws for
/// what an operator wrote: it adds to [io.lintel.server.settings.Mistakes] and goes on with a harmless value,
/// so that all mistakes are told at once; what was read leaves this package only if there are none.
///
/// The schema is dex's, with keys of our own beside it. What the schema has and Lintel has not is one table,
/// [io.lintel.server.settings.NotSupportedYet]. The records keep what was written and decide nothing: they know
/// neither the protocol nor any connector; what a connector's `config` means is said by a
/// [io.lintel.server.settings.ConnectorCheck].
@NullMarked
package io.lintel.server.settings;

import org.jspecify.annotations.NullMarked;
