/// Second factors: which ones a login needs, what end-users have enrolled, and the proof that one was passed.
///
/// | state of one end-user with one authenticator | how it is left |
/// |---|---|
/// | nothing enrolled | a login that demands it enrols it, if the operator allows that |
/// | enrolled | with every login that demands it, until its holder removes the last one |
///
/// A secret that is being enrolled is stored nowhere: it is derived from the key of the flow that enrols it
/// ([io.lintel.factor.PendingSecrets]), so that looking at the page again shows it again, and it is gone with the
/// flow. It is stored when its first code was right.
///
/// All that one end-user has is one [io.lintel.factor.FactorHolder], replaced as a whole if nobody was faster.
/// That one rule of the store makes a code, a counter and a recovery code count once, on any number of replicas.
/// Rejected: a row for each factor with a rule of its own.
///
/// Only this package can make a [io.lintel.factor.FactorProof], and without one nobody can tell the authorization
/// that a factor was passed. Knows neither HTTP nor JSON; what browsers answer for security keys is read behind
/// [io.lintel.factor.KeyVerifier].
@NullMarked
package io.lintel.factor;

import org.jspecify.annotations.NullMarked;
