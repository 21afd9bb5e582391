//! Why a person has a status: stable codes for programs, words for officers.

use crate::vocabulary::ScopeStatus;

/// Why a status was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Retired, moved away or left.
    NotEmployed,
    /// Holds a teacher-training degree of the level's standard (Education Law 2019 Art. 72(1)).
    TeacherTrainingDegree,
    /// Holds a suitable degree and the certificate of pedagogical training (Art. 72(1)(b)).
    SuitableDegreeWithCertificate,
    /// "Ngành đào tạo giáo viên" is empty and decides.
    MissingTeacherTraining,
    /// "Ngành phù hợp" is empty and decides.
    MissingSuitable,
    /// "CC NVSP" is empty and decides.
    MissingCertificate,
    /// "Ngành đào tạo giáo viên" and "Ngành phù hợp" are empty and decide.
    MissingTeacherTrainingSuitable,
    /// "Ngành đào tạo giáo viên" and "CC NVSP" are empty and decide.
    MissingTeacherTrainingCertificate,
    /// "Ngành phù hợp" and "CC NVSP" are empty and decide.
    MissingSuitableCertificate,
    /// All three yes/no columns are empty and decide.
    MissingAll,
    /// Below the standard and recruited after 01/07/2020: Decree 71 Art. 2 does not say.
    SilentRecruitedLater,
    /// Primary with sơ cấp or no diploma: Art. 2 does not say.
    SilentPrimaryLowDegree,
    /// Primary with a university degree, below the standard by certificate or major: Art. 2 does not say.
    SilentPrimaryUniversity,
    /// Below the standard, fewer than 84 months left.
    Under84,
    /// Below the standard, primary with trung cấp, fewer than 96 months left.
    Under96,
    /// Below the standard, at least 84 months left.
    AtLeast84,
    /// Below the standard, primary with trung cấp, at least 96 months left.
    AtLeast96,
}

impl Reason {
    /// Every reason, by status.
    pub const ALL: [Self; 17] = [
        Self::NotEmployed,
        Self::TeacherTrainingDegree,
        Self::SuitableDegreeWithCertificate,
        Self::MissingTeacherTraining,
        Self::MissingSuitable,
        Self::MissingCertificate,
        Self::MissingTeacherTrainingSuitable,
        Self::MissingTeacherTrainingCertificate,
        Self::MissingSuitableCertificate,
        Self::MissingAll,
        Self::SilentRecruitedLater,
        Self::SilentPrimaryLowDegree,
        Self::SilentPrimaryUniversity,
        Self::Under84,
        Self::Under96,
        Self::AtLeast84,
        Self::AtLeast96,
    ];

    /// Stable code in SCREAMING_SNAKE, unique; never reused for another meaning.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotEmployed => "NOT_EMPLOYED",
            Self::TeacherTrainingDegree => "TEACHER_TRAINING_DEGREE",
            Self::SuitableDegreeWithCertificate => "SUITABLE_DEGREE_WITH_NVSP",
            Self::MissingTeacherTraining => "MISSING_TEACHER_TRAINING",
            Self::MissingSuitable => "MISSING_SUITABLE",
            Self::MissingCertificate => "MISSING_NVSP",
            Self::MissingTeacherTrainingSuitable => "MISSING_TEACHER_TRAINING_SUITABLE",
            Self::MissingTeacherTrainingCertificate => "MISSING_TEACHER_TRAINING_NVSP",
            Self::MissingSuitableCertificate => "MISSING_SUITABLE_NVSP",
            Self::MissingAll => "MISSING_TEACHER_TRAINING_SUITABLE_NVSP",
            Self::SilentRecruitedLater => "LAW_SILENT_RECRUITED_AFTER_2020_07_01",
            Self::SilentPrimaryLowDegree => "LAW_SILENT_PRIMARY_BELOW_INTERMEDIATE",
            Self::SilentPrimaryUniversity => "LAW_SILENT_PRIMARY_UNIVERSITY",
            Self::Under84 => "UNDER_84_MONTHS",
            Self::Under96 => "UNDER_96_MONTHS",
            Self::AtLeast84 => "AT_LEAST_84_MONTHS",
            Self::AtLeast96 => "AT_LEAST_96_MONTHS",
        }
    }

    /// The reason with this [`code`](Self::code), if there is one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// The status that this reason goes with; every reason goes with exactly one.
    #[must_use]
    pub const fn status(self) -> ScopeStatus {
        match self {
            Self::NotEmployed => ScopeStatus::NotEmployed,
            Self::TeacherTrainingDegree | Self::SuitableDegreeWithCertificate => ScopeStatus::MeetsStandard,
            Self::MissingTeacherTraining
            | Self::MissingSuitable
            | Self::MissingCertificate
            | Self::MissingTeacherTrainingSuitable
            | Self::MissingTeacherTrainingCertificate
            | Self::MissingSuitableCertificate
            | Self::MissingAll
            | Self::SilentRecruitedLater
            | Self::SilentPrimaryLowDegree
            | Self::SilentPrimaryUniversity => ScopeStatus::Undecided,
            Self::Under84 | Self::Under96 => ScopeStatus::NearRetirement,
            Self::AtLeast84 | Self::AtLeast96 => ScopeStatus::InScope,
        }
    }

    /// The reason in Vietnamese.
    #[must_use]
    pub const fn vi(self) -> &'static str {
        match self {
            Self::NotEmployed => "Không còn công tác tại đơn vị",
            Self::TeacherTrainingDegree => {
                "Có bằng thuộc ngành đào tạo giáo viên đúng trình độ chuẩn trở lên"
            }
            Self::SuitableDegreeWithCertificate => {
                "Có bằng đại học trở lên ngành phù hợp và có chứng chỉ NVSP"
            }
            Self::MissingTeacherTraining => "Chưa có dữ liệu ở cột “Ngành đào tạo giáo viên”",
            Self::MissingSuitable => "Chưa có dữ liệu ở cột “Ngành phù hợp”",
            Self::MissingCertificate => "Chưa có dữ liệu ở cột “CC NVSP”",
            Self::MissingTeacherTrainingSuitable => {
                "Chưa có dữ liệu ở các cột “Ngành đào tạo giáo viên”, “Ngành phù hợp”"
            }
            Self::MissingTeacherTrainingCertificate => {
                "Chưa có dữ liệu ở các cột “Ngành đào tạo giáo viên”, “CC NVSP”"
            }
            Self::MissingSuitableCertificate => "Chưa có dữ liệu ở các cột “Ngành phù hợp”, “CC NVSP”",
            Self::MissingAll => {
                "Chưa có dữ liệu ở các cột “Ngành đào tạo giáo viên”, “Ngành phù hợp”, “CC NVSP”"
            }
            Self::SilentRecruitedLater => {
                "Chưa đạt chuẩn, vào ngành sau ngày 01/07/2020: Điều 2 Nghị định 71/2020/NĐ-CP không quy định"
            }
            Self::SilentPrimaryLowDegree => {
                "Tiểu học, trình độ sơ cấp hoặc chưa qua đào tạo: Điều 2 Nghị định 71/2020/NĐ-CP không quy định"
            }
            Self::SilentPrimaryUniversity => {
                "Tiểu học, có bằng đại học trở lên nhưng thiếu chứng chỉ NVSP hoặc ngành chưa phù hợp: Điều 2 Nghị \
                 định 71/2020/NĐ-CP không quy định"
            }
            Self::Under84 => "Chưa đạt chuẩn, tính từ 01/07/2020 còn dưới 84 tháng công tác",
            Self::Under96 => {
                "Chưa đạt chuẩn, tiểu học trình độ trung cấp, tính từ 01/07/2020 còn dưới 96 tháng công tác"
            }
            Self::AtLeast84 => "Chưa đạt chuẩn, tính từ 01/07/2020 còn đủ 84 tháng công tác",
            Self::AtLeast96 => {
                "Chưa đạt chuẩn, tiểu học trình độ trung cấp, tính từ 01/07/2020 còn đủ 96 tháng công tác"
            }
        }
    }

    /// The reason in English; columns keep the names they have in the file.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Self::NotEmployed => "no longer employed by the unit",
            Self::TeacherTrainingDegree => "holds a teacher-training degree of the standard or higher",
            Self::SuitableDegreeWithCertificate => {
                "holds a university degree in a suitable major and the certificate of pedagogical training"
            }
            Self::MissingTeacherTraining => {
                "column “Ngành đào tạo giáo viên” (teacher-training major) is empty"
            }
            Self::MissingSuitable => "column “Ngành phù hợp” (suitable major) is empty",
            Self::MissingCertificate => "column “CC NVSP” (certificate of pedagogical training) is empty",
            Self::MissingTeacherTrainingSuitable => {
                "columns “Ngành đào tạo giáo viên” (teacher-training major), “Ngành phù hợp” (suitable major) are empty"
            }
            Self::MissingTeacherTrainingCertificate => {
                "columns “Ngành đào tạo giáo viên” (teacher-training major), “CC NVSP” (certificate) are empty"
            }
            Self::MissingSuitableCertificate => {
                "columns “Ngành phù hợp” (suitable major), “CC NVSP” (certificate) are empty"
            }
            Self::MissingAll => {
                "columns “Ngành đào tạo giáo viên” (teacher-training major), “Ngành phù hợp” (suitable major), “CC NVSP” \
                 (certificate) are empty"
            }
            Self::SilentRecruitedLater => {
                "below the standard, recruited after 01/07/2020: Decree 71/2020 Art. 2 does not say"
            }
            Self::SilentPrimaryLowDegree => {
                "primary, elementary diploma or none: Decree 71/2020 Art. 2 does not say"
            }
            Self::SilentPrimaryUniversity => {
                "primary, university degree without the certificate or the right major: Decree 71/2020 Art. 2 does not say"
            }
            Self::Under84 => "below the standard, fewer than 84 months of service left at 01/07/2020",
            Self::Under96 => {
                "below the standard, primary with an intermediate diploma, fewer than 96 months left at 01/07/2020"
            }
            Self::AtLeast84 => "below the standard, at least 84 months of service left at 01/07/2020",
            Self::AtLeast96 => {
                "below the standard, primary with an intermediate diploma, at least 96 months left at 01/07/2020"
            }
        }
    }
}
