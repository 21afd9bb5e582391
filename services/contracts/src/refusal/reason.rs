//! The list of reasons.

use super::{
    Entry, call, exchange, nomination, permission, plan, roster, template, training, value_en, value_vi,
};
use tonic::Code;

/// The enum, its list and its table from one place.
macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $area:ident::$code:ident;)*) => {
        /// Why something is not carried out. The texts stand in the table beside the code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Reason {
            $($(#[$doc])* $variant,)*
        }

        impl Reason {
            /// Every reason, by area.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Stable code, such as `TEACHER_NOT_FOUND`: capitals, digits and underscores, at most 63 characters.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($code),)*
                }
            }

            /// Its line of the table.
            pub(super) const fn entry(self) -> &'static Entry {
                match self {
                    $(Self::$variant => &$area::$code,)*
                }
            }
        }
    };
}

reasons! {
    /// A value breaks the rule that its contract states.
    InvalidValue = call::INVALID_VALUE;
    /// More items than one call takes.
    TooManyItems = call::TOO_MANY_ITEMS;
    /// No request id.
    RequestIdRequired = call::REQUEST_ID_REQUIRED;
    /// The request id stands for other content.
    RequestIdConflict = call::REQUEST_ID_CONFLICT;
    /// A page token of another query, or none of ours.
    InvalidPageToken = call::INVALID_PAGE_TOKEN;
    /// The message is larger than the server takes.
    BodyTooLarge = call::BODY_TOO_LARGE;
    /// The caller's contract is newer than the server (D39).
    ContractTooNew = call::CONTRACT_TOO_NEW;
    /// The contract revision is no number.
    ContractRevisionUnreadable = call::CONTRACT_REVISION_UNREADABLE;
    /// The database does not answer.
    StoreUnavailable = call::STORE_UNAVAILABLE;
    /// The node takes no writes until the coordinator has said what it holds (after a restore).
    NodeNotReady = call::NODE_NOT_READY;
    /// The clock cannot be right.
    ClockRefused = call::CLOCK_REFUSED;
    /// The picture does not hold yet what the caller asks for.
    NotYetFolded = call::NOT_YET_FOLDED;
    /// A fault of the program.
    Internal = call::INTERNAL;
    /// The bytes are no message of the rpc.
    MalformedMessage = call::MALFORMED_MESSAGE;
    /// A text of the message is not UTF-8.
    TextNotUtf8 = call::TEXT_NOT_UTF8;
    /// The call carries no message.
    MessageMissing = call::MESSAGE_MISSING;
    /// The frame around a message, or its packing, is broken.
    MalformedFrame = call::MALFORMED_FRAME;
    /// The message is packed in a way that the server does not know.
    CompressionUnsupported = call::COMPRESSION_UNSUPPORTED;
    /// The node has no such rpc.
    MethodUnknown = call::METHOD_UNKNOWN;
    /// The time for the call is over.
    DeadlineExceeded = call::DEADLINE_EXCEEDED;
    /// The server is going down; streams end.
    ShuttingDown = call::SHUTTING_DOWN;

    /// The caller may not do this.
    PermissionDenied = permission::PERMISSION_DENIED;
    /// The caller's role may not call this rpc.
    PermissionDeniedRole = permission::PERMISSION_DENIED_ROLE;
    /// The caller's relation to the record does not allow it.
    NotYours = permission::NOT_YOURS;
    /// No certificate that this system knows.
    UnauthenticatedPeer = permission::UNAUTHENTICATED_PEER;
    /// The certificate names no identity of this system.
    IdentityUnreadable = permission::IDENTITY_UNREADABLE;

    /// No teacher fits.
    TeacherNotFound = roster::TEACHER_NOT_FOUND;
    /// Several teachers fit.
    TeacherAmbiguous = roster::TEACHER_AMBIGUOUS;
    /// What is given contradicts the teacher found.
    TeacherContradiction = roster::TEACHER_CONTRADICTION;
    /// The code belongs to another person.
    CodeTaken = roster::CODE_TAKEN;
    /// The teacher has a nomination.
    TeacherHasNomination = roster::TEACHER_HAS_NOMINATION;
    /// A note: the national number is no number and was left out.
    NationalIdInvalid = roster::NATIONAL_ID_INVALID;
    /// The teacher is not employed.
    NotEmployed = roster::NOT_EMPLOYED;
    /// The national number belongs to another teacher of the district.
    NationalIdTaken = roster::NATIONAL_ID_TAKEN;
    /// No statement about the two records stands.
    PersonStatementNotFound = roster::PERSON_STATEMENT_NOT_FOUND;

    /// Number and symbol are taken in that year.
    DecisionNumberTaken = nomination::DECISION_NUMBER_TAKEN;
    /// No decision fits.
    DecisionNotFound = nomination::DECISION_NOT_FOUND;
    /// The decision is recorded with another date.
    DecisionDateConflict = nomination::DECISION_DATE_CONFLICT;
    /// A nomination of the teacher stands.
    AlreadyNominated = nomination::ALREADY_NOMINATED;
    /// The degree is below the plan's.
    DegreeTooLow = nomination::DEGREE_TOO_LOW;
    /// No nomination fits.
    NominationNotFound = nomination::NOMINATION_NOT_FOUND;
    /// Several nominations fit.
    NominationAmbiguous = nomination::NOMINATION_AMBIGUOUS;
    /// What is given contradicts the nomination found.
    NominationContradiction = nomination::NOMINATION_CONTRADICTION;
    /// The nomination has ended.
    NominationEnded = nomination::NOMINATION_ENDED;
    /// The nomination was entered in error.
    NominationVoid = nomination::NOMINATION_VOID;
    /// A note: no agency of the registry has the name of the institution.
    InstitutionUnknown = nomination::INSTITUTION_UNKNOWN;

    /// A college awards no such degree.
    AwardNotAllowed = training::AWARD_NOT_ALLOWED;
    /// No programme has the code.
    ProgrammeNotFound = training::PROGRAMME_NOT_FOUND;
    /// Fewer places than learners.
    CapacityBelowEnrolled = training::CAPACITY_BELOW_ENROLLED;
    /// No class has the code.
    ClassNotFound = training::CLASS_NOT_FOUND;
    /// The class has no place left.
    ClassFull = training::CLASS_FULL;
    /// No enrollment has the student code.
    EnrollmentNotFound = training::ENROLLMENT_NOT_FOUND;
    /// The step does not follow from the state.
    EnrollmentStepNotAllowed = training::ENROLLMENT_STEP_NOT_ALLOWED;
    /// The student code belongs to another person.
    StudentCodeTaken = training::STUDENT_CODE_TAKEN;
    /// The enrollment has a diploma.
    EnrollmentHasDiploma = training::ENROLLMENT_HAS_DIPLOMA;
    /// The number stands on another diploma.
    DiplomaNumberTaken = training::DIPLOMA_NUMBER_TAKEN;
    /// The diploma is older than the study.
    DiplomaBeforeStart = training::DIPLOMA_BEFORE_START;
    /// There is no diploma.
    DiplomaNotFound = training::DIPLOMA_NOT_FOUND;
    /// Another diploma stands.
    DiplomaExists = training::DIPLOMA_EXISTS;
    /// The diploma's degree is below the programme's.
    DiplomaBelowProgramme = training::DIPLOMA_BELOW_PROGRAMME;
    /// A note: study began before the decision was signed.
    BegunBeforeDecision = training::BEGUN_BEFORE_DECISION;

    /// No plan has the id.
    PlanNotFound = plan::PLAN_NOT_FOUND;
    /// The plan was not there yet at the instant asked for.
    PlanNotYetKnown = plan::PLAN_NOT_YET_KNOWN;
    /// The plan is a draft.
    PlanNotIssued = plan::PLAN_NOT_ISSUED;
    /// The version was issued and changes no more.
    PlanIssued = plan::PLAN_ISSUED;
    /// No agency of the registry has the code.
    AgencyNotFound = plan::AGENCY_NOT_FOUND;
    /// The list is frozen.
    ScopeAlreadyFrozen = plan::SCOPE_ALREADY_FROZEN;
    /// No scope list was drawn.
    ScopeListNotFound = plan::SCOPE_LIST_NOT_FOUND;
    /// The scope list changed meanwhile.
    ScopeListChanged = plan::SCOPE_LIST_CHANGED;
    /// No open break has the id.
    BreakNotFound = plan::BREAK_NOT_FOUND;
    /// A note with the numbers of a drawn scope list.
    ScopeListDrawn = plan::SCOPE_LIST_DRAWN;

    /// The registry does not know the agency yet.
    AgencyNotRegistered = exchange::AGENCY_NOT_REGISTERED;
    /// A segment is not signed by the registered key.
    BadSignature = exchange::BAD_SIGNATURE;
    /// A segment's root does not fit its entries.
    BadRoot = exchange::BAD_ROOT;
    /// A header is not in the one form of its bytes.
    HeaderNotCanonical = exchange::HEADER_NOT_CANONICAL;
    /// Positions are missing inside a segment.
    HoleInBatch = exchange::HOLE_IN_BATCH;
    /// The bytes differ from those signed before.
    Fork = exchange::FORK;
    /// A segment is over the limits.
    BatchTooLarge = exchange::BATCH_TOO_LARGE;
    /// A segment ends inside a transaction.
    TransactionCut = exchange::TRANSACTION_CUT;
    /// A segment is of another agency.
    WrongAgency = exchange::WRONG_AGENCY;
    /// A part is larger than 64 KiB.
    PartTooLarge = exchange::PART_TOO_LARGE;
    /// A part is malformed.
    BadPart = exchange::BAD_PART;
    /// A push leaves entries out.
    OmittedInPush = exchange::OMITTED_IN_PUSH;
    /// A segment without any entry.
    BatchEmpty = exchange::BATCH_EMPTY;
    /// A transaction is larger than a journal may hold (D9).
    TransactionTooLarge = exchange::TRANSACTION_TOO_LARGE;
    /// A segment's address or form is impossible.
    SegmentMalformed = exchange::SEGMENT_MALFORMED;
    /// Entry 1 of an epoch does not open it, or another entry does (D24).
    EpochNotOpened = exchange::EPOCH_NOT_OPENED;
    /// The epoch before is not held.
    EpochGap = exchange::EPOCH_GAP;
    /// A checkpoint is no signed note in its one form (D10).
    CheckpointMalformed = exchange::CHECKPOINT_MALFORMED;
    /// A checkpoint is about another journal or epoch.
    CheckpointOfOtherJournal = exchange::CHECKPOINT_OF_OTHER_JOURNAL;
    /// The link has not reached the coordinator yet.
    LinkStarting = exchange::LINK_STARTING;
    /// The coordinator cannot be reached.
    CoordinatorUnreachable = exchange::COORDINATOR_UNREACHABLE;
    /// What the coordinator sends does not verify.
    CoordinatorNotTrusted = exchange::COORDINATOR_NOT_TRUSTED;
    /// The node has less than it had delivered and takes it back (D24).
    Rewound = exchange::REWOUND;
    /// The node is an old copy (D25).
    StaleNode = exchange::STALE_NODE;
    /// The coordinator refused a segment of this node whole.
    SegmentRefused = exchange::SEGMENT_REFUSED;
    /// The node takes no writes: its journal has two histories (D25).
    NodeForked = exchange::NODE_FORKED;
    /// A certificate does not hold now.
    CertificateOutOfDate = exchange::CERTIFICATE_OUT_OF_DATE;
}

impl Reason {
    /// The reason with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|reason| reason.code() == code)
    }

    /// gRPC code of a call that is refused for it.
    #[must_use]
    pub const fn status_code(self) -> Code {
        self.entry().code
    }

    /// Keys that its metadata may have, ascending.
    #[must_use]
    pub const fn keys(self) -> &'static [&'static str] {
        self.entry().keys
    }

    /// What happened and what to do next, Vietnamese, with the values of the metadata in their places.
    #[must_use]
    pub fn text_vi(self, metadata: &[(String, String)]) -> String {
        template::sentences(self.entry().vi, metadata, value_vi::in_words)
    }

    /// The same in English.
    #[must_use]
    pub fn text_en(self, metadata: &[(String, String)]) -> String {
        template::sentences(self.entry().en, metadata, value_en::in_words)
    }
}
