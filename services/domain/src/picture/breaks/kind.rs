//! Kinds of breaks with the words that officers read; `docs/breaks.md` is the same list for people.

use super::BreakKind;

impl BreakKind {
    /// Every kind, ascending by code.
    pub const ALL: [Self; 19] = [
        Self::CompletedNotEnrolled,
        Self::DanglingReference,
        Self::DecisionAfterDeadline,
        Self::DecisionBeforePlan,
        Self::DiplomaDegreeTooLow,
        Self::DoubleClaim,
        Self::EnrolledNotSent,
        Self::EnrolledWithoutNomination,
        Self::EpochConflict,
        Self::FreezeDiffers,
        Self::LateEvidence,
        Self::LikelySamePerson,
        Self::RulingContradiction,
        Self::ScopeListChanged,
        Self::SentNotEmployed,
        Self::SentOutsideList,
        Self::StaleBasis,
        Self::TargetDegreeTooLow,
        Self::UndecidedSent,
    ];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CompletedNotEnrolled => "COMPLETED_NOT_ENROLLED",
            Self::DanglingReference => "DANGLING_REFERENCE",
            Self::DecisionAfterDeadline => "DECISION_AFTER_DEADLINE",
            Self::DecisionBeforePlan => "DECISION_BEFORE_PLAN",
            Self::DiplomaDegreeTooLow => "DIPLOMA_DEGREE_TOO_LOW",
            Self::DoubleClaim => "DOUBLE_CLAIM",
            Self::EnrolledNotSent => "ENROLLED_NOT_SENT",
            Self::EnrolledWithoutNomination => "ENROLLED_WITHOUT_NOMINATION",
            Self::EpochConflict => "EPOCH_CONFLICT",
            Self::FreezeDiffers => "FREEZE_DIFFERS",
            Self::LateEvidence => "LATE_EVIDENCE",
            Self::LikelySamePerson => "LIKELY_SAME_PERSON",
            Self::RulingContradiction => "RULING_CONTRADICTION",
            Self::ScopeListChanged => "SCOPE_LIST_CHANGED",
            Self::SentNotEmployed => "SENT_NOT_EMPLOYED",
            Self::SentOutsideList => "SENT_OUTSIDE_LIST",
            Self::StaleBasis => "STALE_BASIS",
            Self::TargetDegreeTooLow => "TARGET_DEGREE_TOO_LOW",
            Self::UndecidedSent => "UNDECIDED_SENT",
        }
    }

    /// What it is and what to do next, Vietnamese.
    #[must_use]
    pub const fn vi(self) -> &'static str {
        match self {
            Self::CompletedNotEnrolled => {
                "Có bằng nhưng ghi danh không tính được (nhập sai, hoặc bắt đầu sau ngày chốt). Trường kiểm tra lại ghi danh và kết quả."
            }
            Self::DanglingReference => {
                "Bản ghi dẫn tới một bản ghi không có trong sổ của cơ quan kia. Cơ quan lập bản ghi kiểm tra và ghi lại."
            }
            Self::DecisionAfterDeadline => {
                "Quyết định cử đi ký sau hạn của kế hoạch nên không tính cho năm này. Huyện sửa ngày nếu nhập sai, hoặc tính cho năm sau."
            }
            Self::DecisionBeforePlan => {
                "Quyết định cử đi ký trước ngày đầu của kế hoạch nên không tính cho năm này. Huyện sửa ngày nếu nhập sai."
            }
            Self::DiplomaDegreeTooLow => {
                "Bằng được cấp thấp hơn trình độ kế hoạch yêu cầu nên chưa tính hoàn thành. Trường kiểm tra trình độ ghi trên bằng."
            }
            Self::DoubleClaim => {
                "Cùng một số định danh đứng trong hồ sơ giáo viên của nhiều huyện; chưa huyện nào được tính cử đi. Sở GD&ĐT ra phán quyết: một người (tính ở huyện nào) hay nhiều người."
            }
            Self::EnrolledNotSent => {
                "Đã nhập học theo một lượt cử đi không tính được (dự thảo, nhập sai, ngoài thời gian, đã thu hồi). Huyện cử lại hoặc trường ghi thôi học."
            }
            Self::EnrolledWithoutNomination => {
                "Đã nhập học mà không dẫn tới lượt cử đi nào. Trường tìm quyết định cử đi và bổ sung, hoặc ghi là học tự túc."
            }
            Self::EpochConflict => {
                "Sau khi khôi phục, bản ghi được sửa từ một bản không phải mới nhất. Cơ quan chủ quản đối chiếu hai bản và ghi lại bản đúng."
            }
            Self::FreezeDiffers => {
                "Quyết định chốt ghi số người thuộc đối tượng khác với danh sách được chốt; số liệu theo danh sách. Sở GD&ĐT chốt lại."
            }
            Self::LateEvidence => {
                "Quyết định có ngày trong hạn nhưng hệ thống nhận sau hạn; vẫn tính, được nêu riêng. Huyện giải trình lý do gửi chậm."
            }
            Self::LikelySamePerson => {
                "Hai huyện có giáo viên trùng họ tên và ngày sinh, không có số định danh chung; số liệu không đổi. Hai huyện xác minh, nối hồ sơ nếu là một người."
            }
            Self::RulingContradiction => {
                "Các phán quyết hoặc liên kết về cùng những hồ sơ này mâu thuẫn nhau; người liên quan chưa được tính cử đi. Sở GD&ĐT hủy hoặc ra phán quyết mới."
            }
            Self::ScopeListChanged => {
                "Huyện đã lập danh sách rà soát mới khác bản đã chốt; số liệu vẫn theo bản đã chốt. Sở GD&ĐT chốt lại nếu chấp nhận."
            }
            Self::SentNotEmployed => {
                "Người được cử đi nay không còn công tác theo hồ sơ của huyện. Huyện thu hồi quyết định hoặc sửa trạng thái."
            }
            Self::SentOutsideList => {
                "Có quyết định cử đi nhưng không thuộc đối tượng trong danh sách đã chốt; không tính vào số cử đi. Huyện thu hồi, hoặc đề nghị Sở GD&ĐT chốt lại danh sách."
            }
            Self::StaleBasis => {
                "Việc này dựa trên một bản ghi đã thay đổi ở điểm quan trọng. Cơ quan đã lập xem lại và xác nhận theo bản mới."
            }
            Self::TargetDegreeTooLow => {
                "Cử đi tới trình độ thấp hơn kế hoạch yêu cầu nên không tính. Huyện sửa trình độ đào tạo hoặc thu hồi."
            }
            Self::UndecidedSent => {
                "Có quyết định cử đi nhưng chưa xác định được có thuộc đối tượng hay không; chưa tính. Huyện bổ sung cột còn thiếu và lập lại danh sách, Sở GD&ĐT chốt lại."
            }
        }
    }

    /// What it is and what to do next, English.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Self::CompletedNotEnrolled => {
                "A diploma, but its enrollment does not count (entered in error, or begun after the cut-off). The college checks enrollment and result."
            }
            Self::DanglingReference => {
                "The record refers to one that the other agency's journal does not have. Whoever wrote it checks and writes it anew."
            }
            Self::DecisionAfterDeadline => {
                "The decision to send is dated after the plan's last day and does not count this year. The district corrects a wrong date, or counts it next year."
            }
            Self::DecisionBeforePlan => {
                "The decision to send is dated before the plan's first day and does not count this year. The district corrects a wrong date."
            }
            Self::DiplomaDegreeTooLow => {
                "The diploma is of a lower degree than the plan asks for, so it is no completion. The college checks the degree."
            }
            Self::DoubleClaim => {
                "One national number stands in the teacher records of several districts; nobody's decision counts until it is settled. The department rules: one person (and where they count), or different persons."
            }
            Self::EnrolledNotSent => {
                "Enrolled by a nomination that does not count (draft, entered in error, outside the plan's dates, withdrawn). The district sends the person anew, or the college records that they left."
            }
            Self::EnrolledWithoutNomination => {
                "Enrolled without any nomination. The college finds the decision and adds it, or records that the person studies on their own."
            }
            Self::EpochConflict => {
                "After a restore the record was changed from a revision that was not the newest. Its owner compares both and writes the right one."
            }
            Self::FreezeDiffers => {
                "The freeze names another number in scope than the list it freezes has; figures follow the list. The department freezes it again."
            }
            Self::LateEvidence => {
                "The decision is dated in time but was received after it; it counts and is shown apart. The district says why it came late."
            }
            Self::LikelySamePerson => {
                "Two districts have a teacher of the same name and birth date without a common number; no figure changes. The districts find out, and link the records if it is one person."
            }
            Self::RulingContradiction => {
                "Rulings or links about these records contradict each other; the persons are not counted as sent. The department takes one back or rules anew."
            }
            Self::ScopeListChanged => {
                "The district drew a newer scope list that differs from the frozen one; figures follow the frozen one. The department freezes the new one if it agrees."
            }
            Self::SentNotEmployed => {
                "The person sent is no longer employed by the district's record. The district withdraws the decision or corrects the record."
            }
            Self::SentOutsideList => {
                "A decision to send for somebody who is not in scope on the frozen list; not counted as sent. The district withdraws it, or asks the department to freeze the list again."
            }
            Self::StaleBasis => {
                "This act rests on a record that has changed since in something that matters. Whoever acted looks again and confirms on the new revision."
            }
            Self::TargetDegreeTooLow => {
                "Sent to a lower degree than the plan asks for, so it does not count. The district corrects the degree or withdraws."
            }
            Self::UndecidedSent => {
                "A decision to send for somebody who may or may not be in scope; not counted. The district fills in the missing column and draws the list anew, the department freezes it."
            }
        }
    }
}
