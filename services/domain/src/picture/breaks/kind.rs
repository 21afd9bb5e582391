//! Kinds of breaks: one table of codes, owners and words. `docs/breaks.md` shows the same table to people; a test holds them together.

/// What people read about a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Stable code.
    pub code: &'static str,
    /// In a few words: Vietnamese, English.
    pub name: [&'static str; 2],
    /// Who can settle it.
    pub owner: &'static str,
    /// How it is settled, with the command: Vietnamese, English.
    pub settled: [&'static str; 2],
    /// What it is and what to do next, for officers: Vietnamese, English. Names nobody.
    pub text: [&'static str; 2],
}

/// The enum, its list and its words from one place.
macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $name:expr, $owner:literal, $settled:expr, $text:expr;)*) => {
        /// What kind of disagreement it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum BreakKind {
            $($(#[$doc])* $variant,)*
        }

        impl BreakKind {
            /// Every kind, ascending by code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// What people read about it.
            #[must_use]
            pub const fn words(self) -> &'static Words {
                match self {
                    $(Self::$variant => &Words {
                        code: $code,
                        name: $name,
                        owner: $owner,
                        settled: $settled,
                        text: $text,
                    },)*
                }
            }
        }
    };
}

impl BreakKind {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.words().code
    }
}

kinds! {
    /// Study begun before the decision that it rests on; counted all the same (D33).
    BegunBeforeDecision = "BEGUN_BEFORE_DECISION",
        ["Nhập học trước ngày ký quyết định cử đi", "Enrolled by a decision that is dated after study began; counted"],
        "college",
        [
            "ngày nhập học sai: trường chạy `lienthong correct enrollment MÃ-SV --begun-on NGÀY`; ngày quyết định sai: huyện chạy `lienthong correct nomination MÃ-GV` rồi `lienthong import nominations` với dòng đúng; cả hai đúng thì giữ nguyên, vẫn nêu",
            "a wrong day of enrollment: the college, `lienthong correct enrollment STUDENT --begun-on DAY`; a wrong date of the decision: the district, `lienthong correct nomination CODE`, then `lienthong import nominations` with the right row; both right: it stays shown",
        ],
        [
            "Ngày nhập học sớm hơn ngày ký quyết định cử đi; vẫn tính, được nêu riêng. Trường kiểm tra ngày nhập học; nếu ngày quyết định sai thì huyện sửa.",
            "Study began before the decision to send was signed; it counts and is shown apart. The college checks the day of enrollment; if the decision's date is wrong, the district corrects it.",
        ];
    /// A diploma whose enrollment does not count.
    CompletedNotEnrolled = "COMPLETED_NOT_ENROLLED",
        ["Có bằng nhưng ghi danh không tính được", "A diploma whose enrollment is void or begun after the cut-off"],
        "college",
        [
            "trường chạy `lienthong correct enrollment MÃ-SV --begun-on NGÀY`, hoặc `lienthong reverse result MÃ-SV` nếu bằng ghi nhầm",
            "the college: `lienthong correct enrollment STUDENT --begun-on DAY`, or `lienthong reverse result STUDENT` if the diploma is wrong",
        ],
        [
            "Có bằng nhưng ghi danh không tính được (nhập sai, hoặc bắt đầu sau ngày chốt). Trường kiểm tra lại ghi danh và kết quả.",
            "A diploma, but its enrollment does not count (entered in error, or begun after the cut-off). The college checks enrollment and result.",
        ];
    /// A reference into another journal to what is not there (D22).
    DanglingReference = "DANGLING_REFERENCE",
        ["Dẫn tới bản ghi không có trong sổ của cơ quan kia", "A reference into another journal to what is not there"],
        "writer of the record",
        [
            "ghi lại với dẫn chiếu đúng: ghi danh bằng `lienthong correct enrollment MÃ-SV --nomination ĐƠN-VỊ/BẢN-GHI`, ý kiến về trùng người bằng `lienthong link`, chốt bằng `lienthong scope freeze`",
            "enter it again with the right reference: an enrollment by `lienthong correct enrollment STUDENT --nomination AGENCY/RECORD`, a statement by `lienthong link`, a freeze by `lienthong scope freeze`",
        ],
        [
            "Bản ghi dẫn tới một bản ghi không có trong sổ của cơ quan kia. Cơ quan lập bản ghi kiểm tra và ghi lại.",
            "The record refers to one that the other agency's journal does not have. Whoever wrote it checks and writes it anew.",
        ];
    /// Decided after the plan's last day.
    DecisionAfterDeadline = "DECISION_AFTER_DEADLINE",
        ["Quyết định ký sau hạn của kế hoạch", "The decision is dated after the plan's last day"],
        "district",
        [
            "ngày sai: `lienthong correct nomination MÃ-GV` rồi `lienthong import nominations` với dòng đúng; ngày đúng thì tính cho kế hoạch sau, vẫn nêu",
            "a wrong date: `lienthong correct nomination CODE`, then `lienthong import nominations` with the right row; a right one belongs to the next plan and stays shown",
        ],
        [
            "Quyết định cử đi ký sau hạn của kế hoạch nên không tính cho năm này. Huyện sửa ngày nếu nhập sai, hoặc tính cho năm sau.",
            "The decision to send is dated after the plan's last day and does not count this year. The district corrects a wrong date, or counts it next year.",
        ];
    /// Decided before the plan's first day.
    DecisionBeforePlan = "DECISION_BEFORE_PLAN",
        ["Quyết định ký trước ngày đầu của kế hoạch", "The decision is dated before the plan's first day"],
        "district",
        [
            "ngày sai: `lienthong correct nomination MÃ-GV` rồi `lienthong import nominations` với dòng đúng; ngày đúng thì không tính cho năm này, vẫn nêu",
            "a wrong date: `lienthong correct nomination CODE`, then `lienthong import nominations` with the right row; a right one does not count this year and stays shown",
        ],
        [
            "Quyết định cử đi ký trước ngày đầu của kế hoạch nên không tính cho năm này. Huyện sửa ngày nếu nhập sai.",
            "The decision to send is dated before the plan's first day and does not count this year. The district corrects a wrong date.",
        ];
    /// A diploma below the plan's degree.
    DiplomaDegreeTooLow = "DIPLOMA_DEGREE_TOO_LOW",
        ["Bằng thấp hơn trình độ kế hoạch yêu cầu", "The diploma is below the plan's degree"],
        "college",
        [
            "trình độ ghi sai: `lienthong reverse result MÃ-SV` rồi `lienthong import results` với dòng đúng; ghi đúng thì chưa tính hoàn thành, vẫn nêu",
            "a wrong degree: `lienthong reverse result STUDENT`, then `lienthong import results` with the right row; a right one is no completion and stays shown",
        ],
        [
            "Bằng được cấp thấp hơn trình độ kế hoạch yêu cầu nên chưa tính hoàn thành. Trường kiểm tra trình độ ghi trên bằng.",
            "The diploma is of a lower degree than the plan asks for, so it is no completion. The college checks the degree.",
        ];
    /// One valid national number in two districts (D31).
    DoubleClaim = "DOUBLE_CLAIM",
        ["Một số định danh trong hồ sơ giáo viên của nhiều huyện", "One valid national number in the teacher records of two districts"],
        "department",
        [
            "Sở chạy `lienthong ruling MÃ --same-person-in HUYỆN` hoặc `--different-persons`; hoặc cả hai huyện cùng chạy `lienthong link same MÃ` hay `lienthong link different MÃ`; số ghi sai thì huyện nhập lại bằng `lienthong import roster`",
            "the department: `lienthong ruling ID --same-person-in DISTRICT` or `--different-persons`; or both districts the same, `lienthong link same ID` or `lienthong link different ID`; a wrong number: the district, `lienthong import roster`",
        ],
        [
            "Cùng một số định danh đứng trong hồ sơ giáo viên của nhiều huyện; chưa huyện nào được tính cử đi. Sở GD&ĐT ra phán quyết: một người (tính ở huyện nào) hay nhiều người.",
            "One national number stands in the teacher records of several districts; nobody's decision counts until it is settled. The department rules: one person (and where they count), or different persons.",
        ];
    /// One valid national number in two teacher records of one district: the person counts once.
    DuplicateInDistrict = "DUPLICATE_IN_DISTRICT",
        ["Một số định danh trong hai hồ sơ giáo viên của cùng một huyện", "One valid national number in two teacher records of one district; counted as one person"],
        "district",
        [
            "huyện chạy `lienthong remove teacher MÃ-GV --reason duplicate`, `lienthong scope draw --reason …`, Sở chạy `lienthong scope freeze --reason …`; số ghi sai: `lienthong import roster` với số đúng; hoặc Sở chạy `lienthong ruling MÃ`",
            "the district: `lienthong remove teacher CODE --reason duplicate`, `lienthong scope draw --reason …`, then the department `lienthong scope freeze --reason …`; a wrong number: `lienthong import roster` with the right one; or the department, `lienthong ruling ID`",
        ],
        [
            "Cùng một số định danh đứng trong nhiều hồ sơ giáo viên của một huyện; tính là một người. Huyện gỡ hồ sơ nhập trùng rồi lập lại danh sách để Sở GD&ĐT chốt lại, hoặc sửa số nhập sai.",
            "One national number stands in several teacher records of one district; they count as one person. The district removes the record entered twice and draws the list anew for the department to freeze, or corrects the wrong number.",
        ];
    /// Enrolled by a nomination that does not count.
    EnrolledNotSent = "ENROLLED_NOT_SENT",
        ["Nhập học theo lượt cử đi không tính được", "Enrolled by a nomination that is a draft, void, outside the plan's dates, or had ended"],
        "district of the nomination",
        [
            "huyện cử lại bằng `lienthong import nominations`, hoặc trường ghi thôi học bằng `lienthong import enrollments`; ghi danh nhầm: `lienthong reverse enrollment MÃ-SV`",
            "the district sends the person anew, `lienthong import nominations`, or the college records that the learner left, `lienthong import enrollments`; enrolled in error: `lienthong reverse enrollment STUDENT`",
        ],
        [
            "Đã nhập học theo một lượt cử đi không tính được (dự thảo, nhập sai, ngoài thời gian, đã thu hồi). Huyện cử lại hoặc trường ghi thôi học.",
            "Enrolled by a nomination that does not count (draft, entered in error, outside the plan's dates, withdrawn). The district sends the person anew, or the college records that they left.",
        ];
    /// Enrolled without a nomination.
    EnrolledWithoutNomination = "ENROLLED_WITHOUT_NOMINATION",
        ["Nhập học mà không có lượt cử đi", "Enrolled without any nomination"],
        "college",
        [
            "trường tìm bằng `lienthong find-nominee`, rồi `lienthong correct enrollment MÃ-SV --nomination ĐƠN-VỊ/BẢN-GHI`; người học tự túc thì giữ nguyên, vẫn nêu",
            "the college: `lienthong find-nominee`, then `lienthong correct enrollment STUDENT --nomination AGENCY/RECORD`; who studies on their own stays shown",
        ],
        [
            "Đã nhập học mà không dẫn tới lượt cử đi nào. Trường tìm quyết định cử đi và bổ sung; người học tự túc thì giữ nguyên.",
            "Enrolled without any nomination. The college finds the decision and adds it; who studies on their own stays shown.",
        ];
    /// Changed in a later epoch from another revision than the newest (D24).
    EpochConflict = "EPOCH_CONFLICT",
        ["Sau khôi phục, sửa từ bản không phải mới nhất", "Changed in a later epoch from another revision than the newest"],
        "owner of the record",
        [
            "xem bản hiện có bằng `lienthong list …`, rồi nhập lại bản đúng",
            "look at what stands by `lienthong list …`, then enter the right one again",
        ],
        [
            "Sau khi khôi phục, bản ghi được sửa từ một bản không phải mới nhất. Cơ quan chủ quản đối chiếu hai bản và ghi lại bản đúng.",
            "After a restore the record was changed from a revision that was not the newest. Its owner compares both and writes the right one.",
        ];
    /// A freeze that names another number than its list.
    FreezeDiffers = "FREEZE_DIFFERS",
        ["Số người trong quyết định chốt khác danh sách", "The freeze names another number in scope than its list has"],
        "department",
        [
            "Sở chạy `lienthong scope freeze --district HUYỆN --reason …`",
            "the department: `lienthong scope freeze --district DISTRICT --reason …`",
        ],
        [
            "Quyết định chốt ghi số người thuộc đối tượng khác với danh sách được chốt; số liệu theo danh sách. Sở GD&ĐT chốt lại.",
            "The freeze names another number in scope than the list it freezes has; figures follow the list. The department freezes it again.",
        ];
    /// Two histories of one journal under one key: deliveries of the agency have stopped (D25).
    JournalForked = "JOURNAL_FORKED",
        ["Sổ của cơ quan có hai bản khác nhau; đã ngừng nhận", "Two histories of one journal; nothing more is taken from it"],
        "the agency",
        [
            "tìm xem ai ký bằng khóa của cơ quan; cơ quan lấy lại sổ từ bộ điều phối rồi mở kỳ sổ mới",
            "find out who signs with the agency's key; the agency takes back what the coordinator holds and opens a new epoch",
        ],
        [
            "Sổ mà cơ quan gửi lên khác với sổ đã nhận và đã ký biên nhận; hệ thống ngừng nhận, bản đã nhận vẫn giữ. Cơ quan dừng nút, kiểm tra có máy nào khác dùng chung khóa, báo Sở GD&ĐT, rồi lấy lại sổ từ bộ điều phối và mở kỳ sổ mới.",
            "The journal that the agency sends differs from what was received and receipted; nothing more is taken, what was received stays. The agency stops its node, looks for another machine with the same key, tells the department, then takes its journal back from the coordinator and opens a new epoch.",
        ];
    /// An agency has less than it had delivered: its deliveries have stopped (D25).
    JournalRewound = "JOURNAL_REWOUND",
        ["Cơ quan có ít bản ghi hơn đã gửi; đã ngừng nhận", "An agency has less than it had delivered; nothing more is taken from it"],
        "the agency",
        [
            "lấy lại sổ từ bộ điều phối rồi mở kỳ sổ mới",
            "take back what the coordinator holds and open a new epoch",
        ],
        [
            "Sổ ở cơ quan ngắn hơn sổ đã gửi (do khôi phục bản sao lưu cũ hoặc mất dữ liệu); hệ thống ngừng nhận, không mất gì đã gửi. Cơ quan lấy lại sổ từ bộ điều phối rồi mở kỳ sổ mới, sau đó nhập tiếp.",
            "The journal at the agency is shorter than what it had delivered (an old backup was restored, or data were lost); nothing more is taken, nothing delivered is lost. The agency takes its journal back from the coordinator, opens a new epoch, and goes on.",
        ];
    /// A record of a kind that is not its owner's to write: kept, never folded (D21).
    KindOutOfRange = "KIND_OUT_OF_RANGE",
        ["Bản ghi thuộc loại mà cơ quan không được lập", "A record of a kind that is not its owner's to write; kept, never counted"],
        "owner of the record",
        [
            "cơ quan hỏi đơn vị vận hành vì sao có bản ghi này; cơ quan có thẩm quyền lập lại",
            "the agency asks who runs its program how the record came about; whoever owns that kind writes it",
        ],
        [
            "Cơ quan đã ghi một bản ghi thuộc loại không do mình lập; bản ghi được giữ, không tính vào số liệu. Cơ quan báo người quản trị chương trình tìm nguyên nhân; cơ quan có thẩm quyền lập lại bản ghi nếu cần.",
            "The agency wrote a record of a kind that is not its to write; it is kept and counts nowhere. The agency has its program looked at; whoever owns that kind of record writes it if it is needed.",
        ];
    /// Dated in time, received after it (D14).
    LateEvidence = "LATE_EVIDENCE",
        ["Ngày quyết định trong hạn, hệ thống nhận sau hạn", "Dated in time, first received after D; counted, and part of `recorded_late`"],
        "district",
        [
            "không phải nhập gì vào chương trình: huyện giải trình bằng văn bản với Sở; vẫn tính, vẫn nêu",
            "nothing to enter in the program: the district explains in writing to the department; it counts and stays shown",
        ],
        [
            "Quyết định có ngày trong hạn nhưng hệ thống nhận sau hạn; vẫn tính, được nêu riêng. Không phải nhập gì; huyện giải trình bằng văn bản với Sở GD&ĐT.",
            "The decision is dated in time but was received after it; it counts and is shown apart. Nothing has to be entered; the district explains in writing to the department.",
        ];
    /// Like name and birth date in two districts (D31: changes no count).
    LikelySamePerson = "LIKELY_SAME_PERSON",
        ["Trùng họ tên và ngày sinh ở hai huyện", "Like name and birth date in two districts, no common number"],
        "department",
        [
            "hai huyện xác minh rồi cùng chạy `lienthong link same MÃ` (một người) hoặc `lienthong link different MÃ` (hai người); hoặc Sở chạy `lienthong ruling MÃ`",
            "both districts find out and each runs `lienthong link same ID` (one person) or `lienthong link different ID` (two); or the department, `lienthong ruling ID`",
        ],
        [
            "Hai huyện có giáo viên trùng họ tên và ngày sinh, không có số định danh chung; số liệu không đổi. Hai huyện xác minh và cùng ghi: một người hay hai người.",
            "Two districts have a teacher of the same name and birth date without a common number; no figure changes. Both districts find out and state the same: one person, or two.",
        ];
    /// A record that says nothing sensible: kept, never folded (D22).
    RecordQuarantined = "RECORD_QUARANTINED",
        ["Bản ghi sai, không đưa được vào số liệu", "A record that cannot be used; its last good revision stands"],
        "owner of the record",
        [
            "nhập lại bản ghi bằng lệnh đã dùng (`lienthong import …`); còn lỗi thì báo đơn vị vận hành",
            "enter the record again by the command that made it (`lienthong import …`); if it stays, tell who runs the program",
        ],
        [
            "Phiên bản mới nhất của bản ghi bị lỗi nên không đưa vào số liệu; phiên bản đúng gần nhất (nếu có) vẫn dùng. Cơ quan chủ quản kiểm tra và ghi lại bản ghi.",
            "The newest revision of the record is faulty and not part of the figures; its last good revision, if any, stands. Its owner checks the record and writes it anew.",
        ];
    /// A record written for a later version of this program (D39).
    RecordUnreadable = "RECORD_UNREADABLE",
        ["Bản ghi cần chương trình mới hơn", "A record that needs a newer program; its last readable revision stands"],
        "coordinator",
        [
            "cập nhật chương trình của bộ điều phối; không phải nhập lại gì",
            "update the coordinator's program; nothing has to be entered again",
        ],
        [
            "Bản ghi do chương trình mới hơn lập, bộ điều phối chưa đọc được; phiên bản đọc được gần nhất (nếu có) vẫn dùng. Đơn vị vận hành cập nhật chương trình của bộ điều phối; không phải nhập lại gì.",
            "The record was written by a newer program than the coordinator runs; its last readable revision, if any, stands. Whoever runs the coordinator updates its program; nothing has to be entered again.",
        ];
    /// Rulings or links that contradict each other (D30).
    RulingContradiction = "RULING_CONTRADICTION",
        ["Phán quyết hoặc liên kết mâu thuẫn nhau", "Rulings or links about the same records contradict each other; the persons are disputed meanwhile"],
        "department",
        [
            "Sở ra phán quyết mới cùng mã chênh lệch cũ (lời sau cùng có hiệu lực), hoặc huyện rút lại ý kiến của mình (RemovePersonStatements)",
            "the department rules anew under the id of the earlier break (the newest word stands), or a district takes its statement back (RemovePersonStatements)",
        ],
        [
            "Các phán quyết hoặc liên kết về cùng những hồ sơ này mâu thuẫn nhau; người liên quan chưa được tính cử đi. Sở GD&ĐT hủy hoặc ra phán quyết mới.",
            "Rulings or links about these records contradict each other; the persons are not counted as sent. The department takes one back or rules anew.",
        ];
    /// A newer scope list than the frozen one, with other members.
    ScopeListChanged = "SCOPE_LIST_CHANGED",
        ["Huyện lập danh sách mới khác bản đã chốt", "A newer scope list than the frozen one, with other members or statuses"],
        "department",
        [
            "chấp nhận thì Sở chạy `lienthong scope freeze --district HUYỆN --reason …`; không thì để nguyên, số liệu theo danh sách đã chốt",
            "if it agrees, the department: `lienthong scope freeze --district DISTRICT --reason …`; else leave it, figures follow the frozen list",
        ],
        [
            "Huyện đã lập danh sách rà soát mới khác bản đã chốt; số liệu vẫn theo bản đã chốt. Sở GD&ĐT chốt lại nếu chấp nhận.",
            "The district drew a newer scope list that differs from the frozen one; figures follow the frozen one. The department freezes the new one if it agrees.",
        ];
    /// Sent, and no longer employed by the teacher record.
    SentNotEmployed = "SENT_NOT_EMPLOYED",
        ["Người được cử đi không còn công tác", "Sent, and no longer employed by the district's record; counted"],
        "district",
        [
            "thu hồi: dòng *thu hồi* trong `lienthong import nominations`; trạng thái sai: `lienthong import roster`",
            "withdraw by a *thu hồi* row of `lienthong import nominations`; a wrong state: `lienthong import roster`",
        ],
        [
            "Người được cử đi nay không còn công tác theo hồ sơ của huyện. Huyện thu hồi quyết định hoặc sửa trạng thái.",
            "The person sent is no longer employed by the district's record. The district withdraws the decision or corrects the record.",
        ];
    /// Sent, and not in scope on the frozen list (D32).
    SentOutsideList = "SENT_OUTSIDE_LIST",
        ["Cử đi người không thuộc đối tượng đã chốt", "A decision for somebody not in scope on the frozen list (or not in the row of a ruling); not counted"],
        "district",
        [
            "cử nhầm: `lienthong correct nomination MÃ-GV`; thu hồi: dòng *thu hồi* trong `lienthong import nominations`; danh sách sai: `lienthong import roster`, `lienthong scope draw --reason …`, rồi Sở chạy `lienthong scope freeze --reason …`",
            "sent in error: `lienthong correct nomination CODE`; withdrawn: a *thu hồi* row of `lienthong import nominations`; a wrong list: `lienthong import roster`, `lienthong scope draw --reason …`, then the department `lienthong scope freeze --reason …`",
        ],
        [
            "Có quyết định cử đi nhưng không thuộc đối tượng trong danh sách đã chốt; không tính vào số cử đi. Huyện thu hồi, hoặc đề nghị Sở GD&ĐT chốt lại danh sách.",
            "A decision to send for somebody who is not in scope on the frozen list; not counted as sent. The district withdraws it, or asks the department to freeze the list again.",
        ];
    /// An act on a revision that has changed since in a material field (D8).
    StaleBasis = "STALE_BASIS",
        ["Căn cứ đã thay đổi ở điểm quan trọng", "An act rests on a revision that has changed since in a material field"],
        "whoever acted",
        [
            "ghi danh: trường chạy `lienthong correct enrollment MÃ-SV --nomination ĐƠN-VỊ/BẢN-GHI` với chính lượt cử đi đó, là xác nhận theo bản mới; chốt theo bản kế hoạch cũ: huyện chạy `lienthong scope draw`, Sở chạy `lienthong scope freeze`",
            "an enrollment: the college, `lienthong correct enrollment STUDENT --nomination AGENCY/RECORD` with the same nomination, which confirms it on the new revision; a freeze of an earlier version of the plan: the district `lienthong scope draw`, the department `lienthong scope freeze`",
        ],
        [
            "Việc này dựa trên một bản ghi đã thay đổi ở điểm quan trọng. Cơ quan đã lập xem lại và xác nhận theo bản mới.",
            "This act rests on a record that has changed since in something that matters. Whoever acted looks again and confirms on the new revision.",
        ];
    /// Sent to a degree below the plan's.
    TargetDegreeTooLow = "TARGET_DEGREE_TOO_LOW",
        ["Cử đi tới trình độ thấp hơn kế hoạch", "Sent to a degree below the plan's; not counted"],
        "district",
        [
            "trình độ ghi sai: `lienthong correct nomination MÃ-GV` rồi `lienthong import nominations` với dòng đúng; ghi đúng: dòng *thu hồi*, hoặc giữ nguyên, không tính",
            "a wrong degree: `lienthong correct nomination CODE`, then `lienthong import nominations` with the right row; a right one: a *thu hồi* row, or it stays uncounted",
        ],
        [
            "Cử đi tới trình độ thấp hơn kế hoạch yêu cầu nên không tính. Huyện sửa trình độ đào tạo hoặc thu hồi.",
            "Sent to a lower degree than the plan asks for, so it does not count. The district corrects the degree or withdraws.",
        ];
    /// Sent, and undecided on the frozen list.
    UndecidedSent = "UNDECIDED_SENT",
        ["Cử đi người chưa xác định đối tượng", "Sent, and undecided on the frozen list; not counted"],
        "district",
        [
            "huyện bổ sung cột còn thiếu (`lienthong import roster`), `lienthong scope draw --reason …`, rồi Sở chạy `lienthong scope freeze --district HUYỆN --reason …`",
            "the district fills in the missing column (`lienthong import roster`) and `lienthong scope draw --reason …`, then the department `lienthong scope freeze --district DISTRICT --reason …`",
        ],
        [
            "Có quyết định cử đi nhưng chưa xác định được có thuộc đối tượng hay không; chưa tính. Huyện bổ sung cột còn thiếu và lập lại danh sách, Sở GD&ĐT chốt lại.",
            "A decision to send for somebody who may or may not be in scope; not counted. The district fills in the missing column and draws the list anew, the department freezes it.",
        ];
}
