/// How often somebody may guess: passwords, client secrets, user codes and one-time codes.
///
/// [io.lintel.throttle.Throttle] names the counters that stand in the way of a guess, [io.lintel.throttle.Attempts]
/// keeps them where all replicas see them. An attempt is counted before it is judged, so that many at once are no
/// way round, and what turns out right is taken back. Nobody is locked out for good: the waits grow to a longest
/// one, and a person who logged in from a network lately is not kept out by what strangers elsewhere do.
///
/// Rejected: a row for each account name, which whoever makes up names could multiply without end. There is a fixed
/// number of slots instead, and a counter is a slot with a tag; a second counter in the same slot puts the first out.
/// Which slot a name has depends on a key of the installation, so nobody can choose one, and rows hold no names.
@NullMarked
package io.lintel.throttle;

import org.jspecify.annotations.NullMarked;
