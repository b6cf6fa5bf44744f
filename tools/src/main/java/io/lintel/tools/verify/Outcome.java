package io.lintel.tools.verify;

/// How one test ended.
enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
}
