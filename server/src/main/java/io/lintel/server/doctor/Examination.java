package io.lintel.server.doctor;

import java.util.Optional;

/// What an operator wants examined.
///
/// @param connector the id of the only connector; empty for all
/// @param user whom to look up; empty for nobody
public record Examination(Optional<String> connector, Optional<String> user) {}
