//! Why nothing could be composed.

/// Why nothing could be composed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No edition has this name.
    #[error("there is no edition {id}")]
    UnknownEdition {
        /// The name.
        id: String,
    },
    /// A file of an edition cannot be read.
    #[error("edition {id}, {file}: {why}")]
    Edition {
        /// The edition.
        id: String,
        /// The file.
        file: String,
        /// What its reader said.
        why: String,
    },
    /// A template cannot be filled in.
    #[error("edition {id}, {template}: {why}")]
    Template {
        /// The edition.
        id: String,
        /// The template.
        template: String,
        /// What the template engine said.
        why: String,
    },
}
